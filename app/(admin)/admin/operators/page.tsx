import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { listOperators, type OperatorRow } from "@/lib/operators/queries";
import { pageScope } from "@/lib/server/page";
import { AddOperator } from "./add-operator";
import { OperatorRoleSelect } from "./operator-role-select";
import { RemoveOperator } from "./remove-operator";

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "operators.write");
  const t = await getTranslations("operators");
  return { title: t("title") };
}

export default async function OperatorsPage() {
  const scope = await pageScope("operator", undefined, "operators.write");
  const [t, operators] = await Promise.all([getTranslations("operators"), listOperators(scope)]);
  return (
    <ClientMessages namespaces={["operators"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} actions={<AddOperator />} />
        <OperatorTable operators={operators} />
      </div>
    </ClientMessages>
  );
}

async function OperatorTable({ operators }: { operators: OperatorRow[] }) {
  const t = await getTranslations("operators");
  return (
    <Table label={t("title")}>
      <TableHead>
        <TableHeaderCell>{t("name")}</TableHeaderCell>
        <TableHeaderCell>{t("role")}</TableHeaderCell>
        <TableHeaderCell>{t("status")}</TableHeaderCell>
        <TableHeaderCell>{t("since")}</TableHeaderCell>
        <TableHeaderCell>{t("seen")}</TableHeaderCell>
        <TableHeaderCell>
          <span className="sr-only">{t("action")}</span>
        </TableHeaderCell>
      </TableHead>
      <TableBody>
        {operators.map((operator) => (
          <OperatorLine key={operator.userId} operator={operator} />
        ))}
      </TableBody>
    </Table>
  );
}

async function OperatorLine({ operator }: { operator: OperatorRow }) {
  const t = await getTranslations("operators");
  const { userId, role, status, contacts, since, seenAt } = operator;
  const active = status === "active";
  const name = operator.name ?? contacts[0] ?? t("unnamed");
  return (
    <TableRow>
      <TableCell>
        <span className="block max-w-44 truncate font-medium sm:max-w-72">
          <bdi>{name}</bdi>
        </span>
        {operator.name && contacts.length > 0 ? (
          <span className="block max-w-44 truncate text-muted-foreground text-xs sm:max-w-72">
            <bdi dir="ltr">{contacts.join(", ")}</bdi>
          </span>
        ) : null}
      </TableCell>
      <TableCell>
        {active ? <OperatorRoleSelect userId={userId} name={name} role={role} /> : t(`roles.${role}`)}
      </TableCell>
      <TableCell>
        <StatusBadge kind="member" status={status} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground">
        <DateTime value={since} timeZone="UTC" style="date" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground">
        {seenAt ? <DateTime value={seenAt} timeZone="UTC" style="date" /> : t("never")}
      </TableCell>
      <TableCell className="text-end">{active ? <RemoveOperator userId={userId} name={name} /> : null}</TableCell>
    </TableRow>
  );
}
