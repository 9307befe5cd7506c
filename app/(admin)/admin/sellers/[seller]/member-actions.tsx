"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import {
  deactivateMemberAsOperatorAction,
  reactivateMemberAsOperatorAction,
  removeMemberAsOperatorAction,
} from "@/lib/members/actions";

interface MemberActionsProps {
  sellerId: string;
  id: string;
  name: string;
  /** The seller's name. */
  seller: string;
  active: boolean;
}

/** Under the last-admin rule, like everybody. */
export function MemberActions({ sellerId, id, name, seller, active }: MemberActionsProps) {
  const t = useTranslations("admin.staff");
  const router = useRouter();
  const said = (what: "removed" | "deactivated" | "reactivated") => ({
    success: t(what, { name }),
    about: id,
    onSuccess: () => router.refresh(),
  });
  const deactivate = useAction(deactivateMemberAsOperatorAction, said("deactivated"));
  const reactivate = useAction(reactivateMemberAsOperatorAction, said("reactivated"));
  const remove = useAction(removeMemberAsOperatorAction, said("removed"));
  const turn = active ? deactivate : reactivate;
  return (
    <span className="inline-flex gap-1">
      <Button
        variant="ghost"
        size="sm"
        pending={turn.pending}
        aria-label={t(active ? "deactivateOf" : "reactivateOf", { name })}
        onClick={() => void turn.run({ sellerId, id })}
      >
        {t(active ? "deactivate" : "reactivate")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="dangerGhost" size="sm" aria-label={t("removeOf", { name })}>
            {t("remove")}
          </Button>
        }
        title={t("removeTitle", { name, seller })}
        description={t("removeText")}
        confirmLabel={t("remove")}
        pending={remove.pending}
        onConfirm={async () => (await remove.run({ sellerId, id }))?.ok}
      />
    </span>
  );
}
