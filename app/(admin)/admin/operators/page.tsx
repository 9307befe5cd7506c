import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { PageHeader } from "@/components/ui/page-header";
import { PageTable } from "@/components/ui/page-table";
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
    <PageTable
      label={t("title")}
      rows={operators.map((one) => ({ ...one, shown: one.name ?? one.contacts[0] ?? t("unnamed") }))}
      rowId={({ userId }) => userId}
      columns={[
        { id: "name", header: t("name"), phone: "title", cell: (operator) => <Name operator={operator} /> },
        {
          id: "role",
          header: t("role"),
          cell: ({ userId, role, status, shown }) =>
            status === "active" ? <OperatorRoleSelect userId={userId} name={shown} role={role} /> : t(`roles.${role}`),
        },
        { id: "status", header: t("status"), cell: ({ status }) => <StatusBadge kind="member" status={status} /> },
        { id: "since", header: t("since"), cell: ({ since }) => <Day value={since} /> },
        {
          id: "seen",
          header: t("seen"),
          cell: ({ seenAt }) => (seenAt ? <Day value={seenAt} /> : <span className={dim}>{t("never")}</span>),
        },
        {
          id: "action",
          header: t("action"),
          phone: "actions",
          cell: ({ userId, status, shown }) =>
            status === "active" ? <RemoveOperator userId={userId} name={shown} /> : null,
        },
      ]}
    />
  );
}

const dim = "whitespace-nowrap text-muted-foreground";

function Day({ value }: { value: Date }) {
  return <DateTime value={value} timeZone="UTC" style="date" className={dim} />;
}

function Name({ operator }: { operator: OperatorRow & { shown: string } }) {
  return (
    <>
      <span className="block max-w-44 truncate font-medium sm:max-w-72">
        <bdi>{operator.shown}</bdi>
      </span>
      {operator.name && operator.contacts.length > 0 ? (
        <span className="block max-w-44 truncate font-normal text-muted-foreground text-xs sm:max-w-72">
          <bdi dir="ltr">{operator.contacts.join(", ")}</bdi>
        </span>
      ) : null}
    </>
  );
}
