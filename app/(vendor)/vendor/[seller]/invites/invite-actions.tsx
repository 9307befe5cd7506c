"use client";

import { Ban, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { resendInviteAction, revokeInviteAction } from "@/lib/invites/actions";
import { canResend, inviteMayBecome } from "@/lib/invites/rules";
import type { InviteItem } from "@/lib/invites/schema";
import { InviteDetailsButton } from "./invite-details";
import { useInviteChanges } from "./use-invite-changes";

interface InviteActionsProps {
  store: { sellerId: string; slug: string; timeZone: string };
  invite: InviteItem;
  mayWrite: boolean;
  onChanged: () => void;
}

export function InviteActions({ store, invite, mayWrite, onChanged }: InviteActionsProps) {
  return (
    <span className="flex justify-end gap-1 max-sm:flex-wrap max-sm:justify-start">
      <InviteDetailsButton store={store} invite={invite} />
      {mayWrite ? <Changes slug={store.slug} invite={invite} onChanged={onChanged} /> : null}
    </span>
  );
}

function Changes({ slug, invite, onChanged }: { slug: string; invite: InviteItem; onChanged: () => void }) {
  const t = useTranslations("invites");
  const { id, status, contact } = invite;
  const after = { about: id, onSuccess: onChanged, onFailure: onChanged };
  const resend = useAction(() => resendInviteAction(slug, { inviteId: id }), {
    success: t("resend.done", { contact }),
    ...after,
  });
  const revoke = useAction(() => revokeInviteAction(slug, { inviteId: id }), {
    success: t("revoke.done", { contact }),
    ...after,
  });
  return (
    <>
      {canResend(invite) ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={t("resend.label", { contact })}
          pending={resend.pending}
          onClick={() => resend.run()}
        >
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
          title={t("revoke.title", { contact })}
          description={t("revoke.description")}
          confirmLabel={t("revoke.button")}
          pending={revoke.pending}
          onConfirm={() => revoke.run()}
        />
      ) : null}
    </>
  );
}

interface InviteBulkActionsProps {
  slug: string;
  /** The marked ones. */
  rows: InviteItem[];
  onDone: () => void;
}

export function InviteBulkActions({ slug, rows, onDone }: InviteBulkActionsProps) {
  const t = useTranslations("invites");
  const { resend, revoke, pending, revoking } = useInviteChanges(slug, onDone);
  const sendable = rows.filter(canResend).map(({ id }) => id);
  const open = rows.filter(({ status }) => inviteMayBecome(status, "revoked")).map(({ id }) => id);
  return (
    <>
      {sendable.length > 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => void resend(sendable)}>
          <RotateCw aria-hidden="true" />
          {t("resend.button")}
        </Button>
      ) : null}
      {open.length > 0 ? (
        <ConfirmDialog
          trigger={
            <Button variant="secondary" size="sm">
              <Ban aria-hidden="true" />
              {t("revoke.button")}
            </Button>
          }
          title={t("revoke.bulkTitle", { count: open.length })}
          description={t("revoke.bulkDescription")}
          confirmLabel={t("revoke.button")}
          pending={revoking}
          onConfirm={() => revoke(open)}
        />
      ) : null}
    </>
  );
}
