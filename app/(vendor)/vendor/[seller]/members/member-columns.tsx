"use client";

import { UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { locales } from "@/lib/i18n/locales";
import type { MemberItem } from "@/lib/members/schema";
import { MemberActions } from "./member-actions";
import { memberNameId } from "./member-name";

export interface MembersStore {
  slug: string;
  name: string;
  timeZone: string;
}

export function useMemberColumns(store: MembersStore, mayWrite: boolean): DataColumn<MemberItem>[] {
  const t = useTranslations("members");
  return useMemo(() => {
    const columns: DataColumn<MemberItem>[] = [
      {
        id: "member",
        header: t("columns.member"),
        phone: "title",
        cell: ({ id, name, email, own }) => (
          <span className="block min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              <span id={memberNameId(id)} className="break-words font-medium">
                {name ?? t("unnamed")}
              </span>
              {own ? <Badge icon={UserRound}>{t("you")}</Badge> : null}
            </span>
            <bdi dir="ltr" className="block break-all font-normal text-muted-foreground text-xs rtl:text-end">
              {email}
            </bdi>
          </span>
        ),
      },
      { id: "role", header: t("columns.role"), cell: ({ role }) => t(`roles.${role}`) },
      {
        id: "locale",
        header: t("columns.locale"),
        cell: ({ locale }) => <span lang={locale}>{locales[locale].label}</span>,
      },
      {
        id: "status",
        header: t("columns.status"),
        cell: ({ status }) => <StatusBadge kind="member" status={status} />,
      },
      {
        id: "since",
        header: t("columns.since"),
        cell: ({ joinDate }) => <DateTime value={joinDate} timeZone={store.timeZone} style="date" />,
      },
    ];
    if (!mayWrite) return columns;
    return [
      ...columns,
      {
        id: "actions",
        header: t("columns.actions"),
        phone: "actions",
        cell: (member) => <MemberActions store={store} member={member} />,
      },
    ];
  }, [t, store, mayWrite]);
}
