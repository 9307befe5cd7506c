import { ChevronRight, ClipboardList } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { FilterIgnored } from "@/components/filter-ignored";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listOwnOrders } from "@/lib/orders/queries";
import type { OrderSummary } from "@/lib/orders/rules";
import { ownOrdersInput } from "@/lib/orders/schema";
import { pageScope } from "@/lib/server/page";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shop.orders");
  return { title: t("title") };
}

export default async function OrdersPage({ params, searchParams }: Props) {
  const scope = await pageScope("shop", (await params).seller);
  const { cursor } = await searchParams;
  const asked = ownOrdersInput.safeParse({ cursor });
  const input = asked.success ? asked.data : ownOrdersInput.parse({});
  const [t, page] = await Promise.all([getTranslations("shop.orders"), listOwnOrders(scope, input)]);
  const { slug, name, timeZone } = scope.seller;
  const base = `/s/${slug}/orders`;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} description={t("description", { seller: name })} />
      {asked.success ? null : <FilterIgnored />}
      {page.items.length === 0 ? (
        <EmptyState
          icon={ClipboardList}
          title={t("emptyTitle")}
          description={t("emptyDescription", { seller: name })}
          action={
            <Link href={`/s/${slug}`} className={buttonVariants()}>
              {t("toShop")}
            </Link>
          }
        />
      ) : (
        <>
          <ul
            aria-label={t("label")}
            className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card"
          >
            {page.items.map((order) => (
              <OrderItem key={order.id} order={order} href={`${base}/${order.number}`} timeZone={timeZone} t={t} />
            ))}
          </ul>
          <Pager
            shown={page.items.length}
            words={t("shown", { count: page.items.length })}
            {...(input.cursor && { firstHref: base })}
            {...(page.nextCursor && { nextHref: `${base}?cursor=${page.nextCursor}` })}
          />
        </>
      )}
    </div>
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<"shop.orders">>>;

function OrderItem({
  order,
  href,
  timeZone,
  t,
}: {
  order: OrderSummary;
  href: string;
  timeZone: string;
  t: Translate;
}) {
  return (
    <li>
      <Link
        href={href}
        className="grid grid-cols-[1fr_auto_auto] items-center gap-x-4 gap-y-1 px-4 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2 sm:grid-cols-[7rem_minmax(0,1fr)_9rem_8rem_auto]"
      >
        <span className="font-semibold tabular-nums">{t("order", { number: order.number })}</span>
        <span className="min-w-0 truncate text-muted-foreground text-xs max-sm:col-start-1 max-sm:row-start-2 sm:text-sm">
          <DateTime value={order.placedAt} timeZone={timeZone} style="date" /> ·{" "}
          {t("lineCount", { count: order.lineCount })}
          {order.poNumber ? (
            <>
              {" · "}
              <bdi>{order.poNumber}</bdi>
            </>
          ) : null}
        </span>
        <span className="max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end">
          <StatusBadge kind="order" status={order.status} />
        </span>
        <Money
          minor={order.total}
          currency={order.currency}
          className="text-end font-semibold max-sm:col-start-2 max-sm:row-start-2"
        />
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-muted-foreground max-sm:col-start-3 max-sm:row-span-2 max-sm:row-start-1 rtl:rotate-180"
        />
      </Link>
    </li>
  );
}
