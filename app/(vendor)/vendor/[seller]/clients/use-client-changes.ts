"use client";

import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { deleteClientsAction, restoreClientsAction, revokeClientsAction } from "@/lib/clients/actions";

/** Revokes, restores and deletes entries; a toast says what came of it, and takes a revocation back. */
export function useClientChanges(slug: string, onDone: () => void) {
  const t = useTranslations("clients");
  const revoking = useAction((clientIds: string[]) => revokeClientsAction(slug, { clientIds }));
  const restoring = useAction((clientIds: string[]) => restoreClientsAction(slug, { clientIds }));
  const deleting = useAction((clientIds: string[]) => deleteClientsAction(slug, { clientIds }));
  const restore = async (ids: string[]) => {
    const result = await restoring.run(ids);
    onDone();
    if (!result?.ok) return;
    const { changed, approved } = result.data;
    if (changed === 0) return toast.info(t("unchanged"));
    toast.success(t("restore.done", { count: changed }), {
      about: ids,
      description: approved > 0 ? t("restore.approved", { count: approved }) : undefined,
    });
  };
  const revoke = async (ids: string[]) => {
    const result = await revoking.run(ids);
    onDone();
    if (!result?.ok) return;
    const { changed, ended } = result.data;
    if (changed === 0) return toast.info(t("unchanged"));
    toast.success(t("revoke.done", { count: changed }), {
      about: ids,
      description: ended > 0 ? t("revoke.ended", { count: ended }) : undefined,
      action: { label: t("revoke.undo"), onClick: () => void restore(ids) },
    });
  };
  const remove = async (ids: string[]) => {
    const result = await deleting.run(ids);
    onDone();
    if (!result?.ok) return;
    const { changed, ended } = result.data;
    if (changed === 0) return toast.info(t("unchanged"));
    toast.success(t("delete.done", { count: changed }), {
      about: ids,
      description: ended > 0 ? t("revoke.ended", { count: ended }) : undefined,
    });
  };
  return { revoke, restore, remove, pending: revoking.pending || restoring.pending, deleting: deleting.pending };
}
