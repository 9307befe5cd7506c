import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { DayChart } from "@/components/day-chart";
import { Money } from "@/components/money";
import { Stat, type StatDelta, StatGroup } from "@/components/ui/stat";
import type { StoreScope } from "@/lib/access/scope";
import { addDays, dayIn } from "@/lib/days";
import { zoneName } from "@/lib/i18n/format";
import { listSales, type Sales, type Totals } from "@/lib/overview/queries";
import { getAnalytics } from "@/lib/visits/analytics/queries";

/** Figures and the chart of the last 30 days. */
export async function SalesFigures({ scope, totals }: { scope: StoreScope; totals: Totals }) {
  const [sales, t] = await Promise.all([listSales(scope), getTranslations("portal.overview")]);
  const { currency, timeZone } = scope.seller;
  return (
    <>
      <section aria-label={t("figures")}>
        <StatGroup>
          <Stat
            className="max-sm:col-span-2"
            label={t("sales")}
            figure={<Money minor={sales.total} currency={currency} />}
            delta={await comparison(sales)}
          />
          <Stat label={t("orders")} figure={sales.orders} />
          <WeekVisits scope={scope} />
          <Stat label={t("customers")} figure={totals.customers} />
          <Stat label={t("products")} figure={totals.products} />
        </StatGroup>
      </section>
      <DayChart
        title={t("salesByDay")}
        description={t("salesByDayHint", { timeZone: zoneName(timeZone) })}
        days={sales.days.map(({ day, total, orders }) => ({ day, value: total, count: orders }))}
        currency={currency}
        words={{
          day: t("day"),
          value: t("salesColumn"),
          count: t("ordersColumn"),
          empty: t("noSales"),
          showTable: t("showTable"),
          showChart: t("showChart"),
        }}
      />
    </>
  );
}

const VISIT_DAYS = 7;

/** Leads to the analytics of these days. */
async function WeekVisits({ scope }: { scope: StoreScope }) {
  const { slug, timeZone } = scope.seller;
  const today = dayIn(timeZone, new Date());
  const week = { from: addDays(today, 1 - VISIT_DAYS), to: today };
  const [{ totals, before }, t, format] = await Promise.all([
    getAnalytics(scope, week),
    getTranslations("portal.overview"),
    getFormatter(),
  ]);
  const figure = (
    <Link
      href={`/vendor/${slug}/analytics?${new URLSearchParams(week)}`}
      className="underline decoration-border underline-offset-4 hover:decoration-foreground"
    >
      {format.number(totals.visits)}
    </Link>
  );
  const words = { up: "visitsUp", down: "visitsDown", same: "visitsSame" } as const;
  const delta = await comparison({ total: totals.visits, before: before.visits }, words);
  return <Stat label={t("visits")} figure={figure} delta={delta} />;
}

const SALES = { up: "up", down: "down", same: "same" } as const;
type Words = { up: "up" | "visitsUp"; down: "down" | "visitsDown"; same: "same" | "visitsSame" };

async function comparison(
  { total, before }: Pick<Sales, "total" | "before">,
  words: Words = SALES,
): Promise<StatDelta | undefined> {
  if (before === 0) return undefined;
  const t = await getTranslations("portal.overview");
  const change = (total - before) / before;
  if (Math.abs(change) < 0.005) return { direction: "flat", text: t(words.same) };
  const percent = Math.abs(change);
  return change > 0
    ? { direction: "up", text: t(words.up, { percent }), tone: "success" }
    : { direction: "down", text: t(words.down, { percent }), tone: "danger" };
}
