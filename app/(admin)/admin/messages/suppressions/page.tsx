import { Ban, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { SearchForm } from "@/app/(admin)/admin/search-form";
import { ClientMessages } from "@/components/client-messages";
import { DateTime } from "@/components/date-time";
import { FilterIgnored } from "@/components/filter-ignored";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageTable } from "@/components/ui/page-table";
import { Pager } from "@/components/ui/pager";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { listSuppressions, type SuppressionRow } from "@/lib/suppressions/queries";
import { suppressionListInput } from "@/lib/suppressions/schema";
import { LiftSuppression } from "./lift-suppression";

type Props = { searchParams: SearchParams };

const PATH = "/admin/messages/suppressions";

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "messages.read");
  const t = await getTranslations("delivery.suppressions");
  return { title: t("title") };
}

export default async function SuppressionsPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "messages.read");
  const { input, ignored } = await readAddress(suppressionListInput, searchParams);
  const [t, tAdmin, page] = await Promise.all([
    getTranslations("delivery.suppressions"),
    getTranslations("delivery.admin"),
    listSuppressions(scope, input),
  ]);
  const crumbs = [{ label: tAdmin("title"), href: "/admin/messages" }, { label: t("title") }];
  return (
    <ClientMessages namespaces={["delivery"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} breadcrumbs={<Breadcrumbs items={crumbs} />} />
        {ignored ? <FilterIgnored /> : null}
        <SearchForm
          action={PATH}
          name="q"
          label={t("search")}
          submitLabel={t("searchAction")}
          value={input.q}
          maxLength={320}
        />
        {page && page.items.length > 0 ? (
          <>
            <SuppressionTable items={page.items} mayLift={scope.can("messages.resolve")} />
            <Pager
              shown={page.items.length}
              firstHref={input.cursor ? PATH : undefined}
              nextHref={page.nextCursor ? `${PATH}?${new URLSearchParams({ cursor: page.nextCursor })}` : undefined}
            />
          </>
        ) : (
          <Nobody searched={input.q !== ""} understood={page !== null} />
        )}
      </div>
    </ClientMessages>
  );
}

async function SuppressionTable({ items, mayLift }: { items: SuppressionRow[]; mayLift: boolean }) {
  const t = await getTranslations("delivery.suppressions");
  return (
    <PageTable
      label={t("title")}
      rows={items}
      rowId={({ id }) => id}
      columns={[
        { id: "kind", header: t("kind"), phone: "title", cell: ({ kind }) => t(kind) },
        {
          id: "reason",
          header: t("reason"),
          cell: ({ reason }) => <span className="whitespace-nowrap">{t(`reasons.${reason}`)}</span>,
        },
        {
          id: "since",
          header: t("since"),
          cell: ({ createdAt }) => (
            <DateTime value={createdAt} timeZone="UTC" className="whitespace-nowrap text-muted-foreground" />
          ),
        },
        ...(mayLift
          ? [
              {
                id: "actions",
                header: t("actions"),
                phone: "actions" as const,
                cell: ({ id }: SuppressionRow) => <LiftSuppression id={id} />,
              },
            ]
          : []),
      ]}
    />
  );
}

async function Nobody({ searched, understood }: { searched: boolean; understood: boolean }) {
  const t = await getTranslations("delivery.suppressions");
  if (!searched) return <EmptyState icon={Ban} title={t("emptyTitle")} description={t("emptyDescription")} />;
  const all = (
    <Link href={PATH} className={buttonVariants({ variant: "secondary" })}>
      {t("showAll")}
    </Link>
  );
  if (!understood)
    return <EmptyState icon={SearchX} title={t("notAContactTitle")} description={t("notAContact")} action={all} />;
  return <EmptyState icon={SearchX} title={t("noneTitle")} description={t("noneDescription")} action={all} />;
}
