import { getTranslations } from "next-intl/server";
import { DayChart } from "@/components/day-chart";
import { Money } from "@/components/money";
import { Stat, type StatDelta, StatGroup } from "@/components/ui/stat";
import type { StoreScope } from "@/lib/access/scope";
import { zoneName } from "@/lib/i18n/format";
import { listSales, type Sales, type Totals } from "@/lib/overview/queries";

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
          <Stat label={t("customers")} figure={totals.customers} />
          <Stat className="max-sm:col-span-2" label={t("products")} figure={totals.products} />
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

async function comparison({ total, before }: Sales): Promise<StatDelta | undefined> {
  if (before === 0) return undefined;
  const t = await getTranslations("portal.overview");
  const change = (total - before) / before;
  if (Math.abs(change) < 0.005) return { direction: "flat", text: t("same") };
  const percent = Math.abs(change);
  return change > 0
    ? { direction: "up", text: t("up", { percent }), tone: "success" }
    : { direction: "down", text: t("down", { percent }), tone: "danger" };
}
