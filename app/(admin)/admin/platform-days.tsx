import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { OperatorScope } from "@/lib/access/scope";
import { formatDay } from "@/lib/i18n/format";
import { listPlatformDays } from "@/lib/platform/queries";
import { PLATFORM_COUNTS, type PlatformDay } from "@/lib/platform/rules";

type Count = { day: string; count: number };

/** What happened on the platform, day by day: small bars, and the same figures as a table. */
export async function PlatformDays({ scope }: { scope: OperatorScope }) {
  const [t, days] = await Promise.all([getTranslations("platform"), listPlatformDays(scope)]);
  return (
    <section aria-label={t("days")} className="grid gap-4 sm:grid-cols-2 2xl:grid-cols-4">
      {PLATFORM_COUNTS.map((what) => (
        <DaysCard key={what} title={t(what)} days={countsOf(days, what)} />
      ))}
    </section>
  );
}

function countsOf(days: PlatformDay[], what: (typeof PLATFORM_COUNTS)[number]): Count[] {
  return days.map((day) => ({ day: day.day, count: day[what] }));
}

async function DaysCard({ title, days }: { title: string; days: Count[] }) {
  const [t, format] = await Promise.all([getTranslations("platform"), getFormatter()]);
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const label = t("perDay", { what: title });
  return (
    <Card>
      <CardHeader title={title} description={t("total", { count: format.number(total) })} />
      <CardBody className="flex flex-col gap-2">
        <Bars label={label} days={days} />
        <DaysTable label={label} days={days} />
      </CardBody>
    </Card>
  );
}

/** Time runs from left to right in every language. The table below says the same in figures. */
async function Bars({ label, days }: { label: string; days: Count[] }) {
  const locale = await getLocale();
  const highest = Math.max(...days.map(({ count }) => count), 1);
  return (
    <figure>
      <div role="img" aria-label={label} dir="ltr" className="flex h-16 items-end gap-px border-border border-b">
        {days.map(({ day, count }) => (
          <span
            key={day}
            title={`${formatDay(day, locale, "long")}: ${count}`}
            style={{ height: `${Math.round((count / highest) * 100)}%` }}
            className="min-h-px flex-1 rounded-t-xs bg-brand"
          />
        ))}
      </div>
      <figcaption dir="ltr" className="mt-1 flex justify-between text-muted-foreground text-xs">
        <span>{formatDay(days[0]?.day ?? "", locale)}</span>
        <span>{formatDay(days.at(-1)?.day ?? "", locale)}</span>
      </figcaption>
    </figure>
  );
}

async function DaysTable({ label, days }: { label: string; days: Count[] }) {
  const [t, locale] = await Promise.all([getTranslations("platform"), getLocale()]);
  return (
    <details className="text-sm">
      <summary className="cursor-pointer py-1 text-muted-foreground text-xs hover:text-foreground">
        {t("asTable")}
      </summary>
      <div className="mt-2 max-h-64 overflow-y-auto">
        <Table label={label}>
          <TableHead>
            <TableHeaderCell>{t("day")}</TableHeaderCell>
            <TableHeaderCell numeric>{t("count")}</TableHeaderCell>
          </TableHead>
          <TableBody>
            {days.toReversed().map(({ day, count }) => (
              <TableRow key={day}>
                <TableCell>{formatDay(day, locale, "long")}</TableCell>
                <TableCell numeric>{count}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
