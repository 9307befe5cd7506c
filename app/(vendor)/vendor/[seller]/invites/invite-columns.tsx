"use client";

import { Mail, MessageSquareText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { formatDate } from "@/lib/i18n/format";
import type { InviteItem } from "@/lib/invites/schema";
import { InviteActions } from "./invite-actions";

interface InviteColumnsOptions {
  store: { slug: string; timeZone: string };
  mayWrite: boolean;
  onChanged: () => void;
}

export function useInviteColumns({ store, mayWrite, onChanged }: InviteColumnsOptions): DataColumn<InviteItem>[] {
  const t = useTranslations("invites");
  const { slug, timeZone } = store;
  return useMemo(() => {
    const columns: DataColumn<InviteItem>[] = [
      { id: "contact", header: t("columns.contact"), phone: "title", cell: (row) => <Recipient invite={row} /> },
      { id: "status", header: t("columns.status"), cell: (row) => <Progress invite={row} timeZone={timeZone} /> },
      {
        id: "sent",
        header: t("columns.sent"),
        cell: ({ sentAt }) => <DateTime value={sentAt} timeZone={timeZone} className="whitespace-nowrap" />,
      },
      { id: "sentBy", header: t("columns.sentBy"), cell: ({ sentBy }) => sentBy ?? t("platform") },
    ];
    if (!mayWrite) return columns;
    return [
      ...columns,
      {
        id: "actions",
        header: t("columns.actions"),
        phone: "actions",
        cell: (row) => <InviteActions slug={slug} invite={row} onChanged={onChanged} />,
      },
    ];
  }, [slug, timeZone, mayWrite, onChanged, t]);
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
        <bdi className="break-all font-medium tabular-nums">{contact}</bdi>
        {who ? <span className="break-words font-normal text-muted-foreground text-xs">{who}</span> : null}
      </span>
    </span>
  );
}

/** The status, and the time that goes with it. */
function Progress({ invite, timeZone }: { invite: InviteItem; timeZone: string }) {
  const t = useTranslations("invites.when");
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
      {time ? (
        <span className="text-muted-foreground text-xs">
          {t(status, { date: formatDate(time, "date", locale, timeZone) })}
        </span>
      ) : null}
    </span>
  );
}
