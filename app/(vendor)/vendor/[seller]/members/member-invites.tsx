"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { formatDate } from "@/lib/i18n/format";
import { locales } from "@/lib/i18n/locales";
import { resendMemberInviteAction, revokeMemberInviteAction } from "@/lib/members/actions";
import type { MemberInviteItem } from "@/lib/members/schema";

interface MemberInvitesProps {
  store: { slug: string; timeZone: string };
  invites: MemberInviteItem[];
  mayWrite: boolean;
}

/** Who was asked to join and has not answered yet. */
export function MemberInvites({ store, invites, mayWrite }: MemberInvitesProps) {
  const t = useTranslations("members.invites");
  return (
    <section aria-labelledby="member-invites" className="flex flex-col gap-3">
      <h2 id="member-invites" className="font-semibold text-base">
        {t("title")}
      </h2>
      <ul className="divide-y divide-border rounded-lg border border-border bg-card">
        {invites.map((invite) => (
          <li key={invite.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5">
            <InviteWords invite={invite} timeZone={store.timeZone} />
            {mayWrite ? <InviteButtons slug={store.slug} invite={invite} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function InviteWords({ invite, timeZone }: { invite: MemberInviteItem; timeZone: string }) {
  const t = useTranslations("members");
  const tDelivery = useTranslations("invites.delivery");
  const locale = useLocale();
  const date = (time: string) => formatDate(time, "date", locale, timeZone);
  const { email, name, role, status, sentBy, sentAt, expiresAt, asked, delivery } = invite;
  const ended = status === "expired";
  const times = [
    sentBy ? t("invites.sentBy", { date: date(sentAt), name: sentBy }) : t("invites.sent", { date: date(sentAt) }),
    t(ended ? "invites.ended" : "invites.until", { date: date(expiresAt) }),
    ...(delivery === "failed" || delivery === "parked" ? [tDelivery(delivery)] : []),
  ];
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <bdi id={`invite-${invite.id}`} dir="ltr" className="break-all font-medium">
          {email}
        </bdi>
        <StatusBadge kind="invite" status={status} />
        {asked ? <Badge tone="warning">{t("invites.asked")}</Badge> : null}
      </p>
      <p className="text-muted-foreground text-xs">
        {[name, t(`roles.${role}`), locales[invite.locale].label].filter(Boolean).join(" · ")}
      </p>
      <p className="text-muted-foreground text-xs">{times.join(" · ")}</p>
    </div>
  );
}

function InviteButtons({ slug, invite: { id, email } }: { slug: string; invite: MemberInviteItem }) {
  const t = useTranslations("members.invites");
  const router = useRouter();
  const after = { onSuccess: () => router.refresh(), onFailure: () => router.refresh(), about: id };
  const resending = useAction(() => resendMemberInviteAction(slug, { id }), {
    ...after,
    success: t("resent", { email }),
  });
  const revoking = useAction(() => revokeMemberInviteAction(slug, { id }), {
    ...after,
    success: t("revoked", { email }),
  });
  return (
    <span className="flex flex-wrap gap-1">
      <Button
        variant="ghost"
        size="sm"
        aria-describedby={`invite-${id}`}
        pending={resending.pending}
        onClick={() => void resending.run()}
      >
        {t("resend")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="dangerGhost" size="sm" aria-describedby={`invite-${id}`}>
            {t("revoke")}
          </Button>
        }
        title={t("revokeTitle", { email })}
        description={t("revokeDescription")}
        confirmLabel={t("revoke")}
        pending={revoking.pending}
        onConfirm={revoking.run}
      />
    </span>
  );
}
