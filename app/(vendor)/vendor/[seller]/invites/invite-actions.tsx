"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { resendInviteAction, revokeInviteAction } from "@/lib/invites/actions";
import { inviteMayBecome } from "@/lib/invites/rules";
import type { InviteItem } from "@/lib/invites/schema";

interface InviteActionsProps {
  slug: string;
  invite: InviteItem;
  onChanged: () => void;
}

export function InviteActions({ slug, invite, onChanged }: InviteActionsProps) {
  const t = useTranslations("invites");
  const { id, status } = invite;
  const values = { contact: invite.contact };
  const after = { onSuccess: onChanged, onFailure: onChanged };
  const resend = useAction(() => resendInviteAction(slug, { inviteId: id }), {
    success: t("resend.done", values),
    ...after,
  });
  const revoke = useAction(() => revokeInviteAction(slug, { inviteId: id }), {
    success: t("revoke.done", values),
    ...after,
  });
  return (
    <span className="flex justify-end gap-1 max-sm:flex-wrap max-sm:justify-start">
      {inviteMayBecome(status, "sent") ? (
        <Button variant="ghost" size="sm" pending={resend.pending} onClick={() => resend.run()}>
          {t("resend.button")}
        </Button>
      ) : null}
      {inviteMayBecome(status, "revoked") ? (
        <ConfirmDialog
          trigger={
            <Button variant="dangerGhost" size="sm">
              {t("revoke.button")}
            </Button>
          }
          title={t("revoke.title", values)}
          description={t("revoke.description")}
          confirmLabel={t("revoke.button")}
          pending={revoke.pending}
          onConfirm={() => revoke.run()}
        />
      ) : null}
    </span>
  );
}
