"use client";

import { HandHelping, Mail, MessageSquareText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { ContactText } from "@/components/contact-text";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/i18n/format";
import type { InviteItem } from "@/lib/invites/schema";
import { InviteActions } from "./invite-actions";

interface InviteColumnsOptions {
  store: { sellerId: string; slug: string; timeZone: string };
  mayWrite: boolean;
  onChanged: () => void;
}

export function useInviteColumns({ store, mayWrite, onChanged }: InviteColumnsOptions): DataColumn<InviteItem>[] {
  const t = useTranslations("invites");
  const { sellerId, slug, timeZone } = store;
  return useMemo(() => {
    return [
      { id: "contact", header: t("columns.contact"), phone: "title", cell: (row) => <Recipient invite={row} /> },
      { id: "status", header: t("columns.status"), cell: (row) => <Progress invite={row} timeZone={timeZone} /> },
      {
        id: "sent",
        header: t("columns.sent"),
        cell: (row) => <Sent invite={row} timeZone={timeZone} />,
      },
      { id: "sentBy", header: t("columns.sentBy"), cell: ({ sentBy }) => sentBy ?? t("platform") },
      {
        id: "actions",
        header: t("columns.actions"),
        phone: "actions",
        cell: (row) => (
          <InviteActions store={{ sellerId, slug, timeZone }} invite={row} mayWrite={mayWrite} onChanged={onChanged} />
        ),
      },
    ];
  }, [sellerId, slug, timeZone, mayWrite, onChanged, t]);
}

function Recipient({ invite: { contact, channel, company, name } }: { invite: InviteItem }) {
  const t = useTranslations("invites.channel");
  const Icon = channel === "sms" ? MessageSquareText : Mail;
  const who = [company, name].filter(Boolean).join(", ");
  return (
    <span className="flex min-w-0 items-start gap-2">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span className="sr-only">{t(channel)}</span>
      <span className="flex min-w-0 flex-col">
        <ContactText value={contact} className="font-medium" />
        {who ? <span className="break-words font-normal text-muted-foreground text-xs">{who}</span> : null}
      </span>
    </span>
  );
}

/** The status, and the time that goes with it. */
function Progress({ invite, timeZone }: { invite: InviteItem; timeZone: string }) {
  const t = useTranslations("invites.when");
  const tInvites = useTranslations("invites");
  const locale = useLocale();
  const { status } = invite;
  const times = {
    sent: invite.expiresAt,
    registered: invite.registeredAt,
    used: invite.usedAt,
    expired: invite.expiresAt,
    revoked: invite.revokedAt,
  };
  const time = times[status];
  return (
    <span className="flex flex-col items-start gap-0.5 max-sm:items-end">
      <StatusBadge kind="invite" status={status} />
      {invite.askedAgainAt ? (
        <Badge tone="warning" icon={HandHelping}>
          {tInvites("asked")}
        </Badge>
      ) : null}
      {time ? (
        <span className="text-muted-foreground text-xs">
          {t(status, { date: formatDate(time, "date", locale, timeZone) })}
        </span>
      ) : null}
    </span>
  );
}

/** When it was sent, how its message stands, and when it is repeated. */
function Sent({ invite, timeZone }: { invite: InviteItem; timeZone: string }) {
  const t = useTranslations("invites");
  const locale = useLocale();
  const { sentAt, delivery, status, remindAt, remindedAt } = invite;
  const day = (time: string) => formatDate(time, "date", locale, timeZone);
  const problem = delivery === "failed" || delivery === "parked";
  return (
    <span className="flex flex-col gap-0.5 max-sm:items-end">
      <DateTime value={sentAt} timeZone={timeZone} className="whitespace-nowrap" />
      {delivery ? (
        <span className={cn("text-xs", problem ? "font-medium text-danger" : "text-muted-foreground")}>
          {t(`delivery.${delivery}`)}
        </span>
      ) : null}
      {remindedAt ? (
        <span className="text-muted-foreground text-xs">{t("when.reminded", { date: day(remindedAt) })}</span>
      ) : remindAt && status === "sent" ? (
        <span className="text-muted-foreground text-xs">{t("when.remind", { date: day(remindAt) })}</span>
      ) : null}
    </span>
  );
}
