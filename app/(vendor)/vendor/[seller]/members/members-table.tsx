"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import type { MemberItem } from "@/lib/members/schema";
import { type MembersStore, useMemberColumns } from "./member-columns";
import { nameOf } from "./member-name";

interface MembersTableProps {
  store: MembersStore;
  rows: MemberItem[];
  mayWrite: boolean;
  empty: ReactNode;
}

export function MembersTable({ store, rows, mayWrite, empty }: MembersTableProps) {
  const t = useTranslations("members");
  const columns = useMemberColumns(store, mayWrite);
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowLabel={nameOf}
      empty={empty}
    />
  );
}
