"use client";

import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { restoreCustomersAction, revokeCustomersAction } from "@/lib/customers/actions";

/** Revokes and restores access; a toast says what happened, and takes back what can be taken back. `name` where it is about one customer. */
export function useCustomerAccess(slug: string, onChanged: () => void, name?: string) {
  const t = useTranslations("customers.access");
  const revoking = useAction((customerIds: string[]) => revokeCustomersAction(slug, { customerIds }));
  const restoring = useAction((customerIds: string[], undo: boolean) =>
    restoreCustomersAction(slug, { customerIds, undo }),
  );
  const say = (key: "revoked" | "restored", about: string[], count: number, undo: (() => void) | null) => {
    // Not about them: what was said before still holds, and its undo as well.
    if (count === 0) return toast.info(t("unchanged"));
    const text = count === 1 && name ? t(`${key}One`, { name }) : t(`${key}Many`, { count });
    return toast.success(text, { about, ...(undo && { action: { label: t("undo"), onClick: undo } }) });
  };
  const revoke = async (ids: string[], undoable = true) => {
    const result = await revoking.run(ids);
    if (result?.ok) {
      const { ids: out, undoable: back } = result.data;
      say("revoked", ids, out.length, undoable && back.length > 0 ? () => void restore(back, true) : null);
    }
    onChanged();
  };
  const restore = async (ids: string[], undo = false) => {
    const result = await restoring.run(ids, undo);
    if (result?.ok) {
      const { ids: back } = result.data;
      say("restored", ids, back.length, !undo && back.length > 0 ? () => void revoke(back, false) : null);
    }
    onChanged();
  };
  return { revoke, restore, pending: revoking.pending || restoring.pending };
}
