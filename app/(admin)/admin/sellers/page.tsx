import { Download, SearchX, Store } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { SearchForm } from "@/app/(admin)/admin/search-form";
import { DateTime } from "@/components/date-time";
import { FilterIgnored } from "@/components/filter-ignored";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { PageTable } from "@/components/ui/page-table";
import { Pager } from "@/components/ui/pager";
import { countSellers, listSellers, type SellerListRow } from "@/lib/sellers/queries";
import { SELLER_STATUSES, type SellerStatus } from "@/lib/sellers/rules";
import { sellerListInput } from "@/lib/sellers/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { MarkAll, MarkSeller, SellerMarks } from "./seller-marks";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "sellers.read");
  const t = await getTranslations("admin.sellers");
  return { title: t("title") };
}

export default async function SellersPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "sellers.read");
  const { input, ignored } = await readAddress(sellerListInput, searchParams);
  const [t, { items, nextCursor }, counts] = await Promise.all([
    getTranslations("admin.sellers"),
    listSellers(scope, input),
    countSellers(scope),
  ]);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const narrowed = input.search !== "" || input.status !== undefined;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <a
            href={sellersHref(input.search, input.status, undefined, "/api/admin/sellers/export")}
            download
            className={buttonVariants({ variant: "secondary" })}
          >
            <Download aria-hidden="true" />
            {t("export")}
          </a>
        }
      />
      {ignored ? <FilterIgnored /> : null}
      <SearchForm
        action="/admin/sellers"
        name="search"
        label={t("search")}
        submitLabel={t("searchAction")}
        value={input.search}
        keep={{ status: input.status }}
      />
      <StatusTabs search={input.search} status={input.status} counts={counts} all={all} />
      {items.length > 0 ? (
        <SellerTable items={items} decides={scope.can("sellers.decide")} />
      ) : (
        <NoSellers narrowed={narrowed} />
      )}
      {items.length > 0 ? (
        <Pager
          shown={items.length}
          total={input.search ? undefined : input.status ? counts[input.status] : all}
          firstHref={input.cursor ? sellersHref(input.search, input.status) : undefined}
          nextHref={nextCursor ? sellersHref(input.search, input.status, nextCursor) : undefined}
        />
      ) : null}
    </div>
  );
}

function sellersHref(search: string, status?: SellerStatus, cursor?: string, path = "/admin/sellers"): string {
  const params = new URLSearchParams({
    ...(search && { search }),
    ...(status && { status }),
    ...(cursor && { cursor }),
  });
  return params.size > 0 ? `${path}?${params}` : path;
}

async function StatusTabs({
  search,
  status,
  counts,
  all,
}: {
  search: string;
  status?: SellerStatus;
  counts: Record<SellerStatus, number>;
  all: number;
}) {
  const [t, tStatus] = await Promise.all([getTranslations("admin.sellers"), getTranslations("status.seller")]);
  const tabs = [
    { href: sellersHref(search), label: t("all"), count: all, current: !status },
    ...SELLER_STATUSES.map((one) => ({
      href: sellersHref(search, one),
      label: tStatus(one),
      count: counts[one],
      current: status === one,
    })),
  ];
  return <LinkTabs label={t("status")} tabs={tabs} />;
}

/** `decides`: whoever reads may mark sellers and decide about them. */
async function SellerTable({ items, decides }: { items: SellerListRow[]; decides: boolean }) {
  const [t, format] = await Promise.all([getTranslations("admin.sellers"), getFormatter()]);
  const table = (
    <PageTable
      label={t("title")}
      rows={items}
      rowId={({ id }) => id}
      select={decides ? { all: <MarkAll />, row: ({ id, name }) => <MarkSeller id={id} name={name} /> } : null}
      columns={[
        { id: "name", header: t("name"), phone: "title", cell: (seller) => <Name seller={seller} /> },
        { id: "status", header: t("status"), cell: ({ status }) => <StatusBadge kind="seller" status={status} /> },
        {
          id: "place",
          header: t("place"),
          cell: ({ town, country }) => (
            <span className="block max-w-44 truncate text-muted-foreground">
              {[town, country].filter(Boolean).join(", ")}
            </span>
          ),
        },
        {
          id: "customers",
          header: t("customers"),
          numeric: true,
          cell: ({ customers }) => format.number(customers),
        },
        { id: "products", header: t("products"), numeric: true, cell: ({ products }) => format.number(products) },
        {
          id: "since",
          header: t("since"),
          cell: ({ createdAt }) => (
            <DateTime
              value={createdAt}
              timeZone="UTC"
              style="date"
              className="whitespace-nowrap text-muted-foreground"
            />
          ),
        },
      ]}
    />
  );
  if (!decides) return table;
  return <SellerMarks sellers={items.map(({ id, name, status }) => ({ id, name, status }))}>{table}</SellerMarks>;
}

/** Looking at a seller is an audit event: only a click counts, no prefetch. */
function Name({ seller: { name, slug, trade } }: { seller: SellerListRow }) {
  return (
    <>
      <Link
        href={`/admin/sellers/${slug}`}
        prefetch={false}
        className="block max-w-72 truncate font-medium hover:underline"
      >
        <bdi>{name}</bdi>
      </Link>
      <span className="block max-w-72 truncate font-normal text-muted-foreground text-xs">
        {[slug, trade].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

async function NoSellers({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations("admin.sellers");
  if (!narrowed) return <EmptyState icon={Store} title={t("emptyTitle")} description={t("emptyDescription")} />;
  return (
    <EmptyState
      icon={SearchX}
      title={t("noneTitle")}
      description={t("noneDescription")}
      action={
        <Link href="/admin/sellers" className={buttonVariants({ variant: "secondary" })}>
          {t("showAll")}
        </Link>
      }
    />
  );
}
