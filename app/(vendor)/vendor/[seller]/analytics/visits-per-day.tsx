"use client";

import dynamic from "next/dynamic";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatDay, formatPeriod } from "@/lib/i18n/format";
import { type Analytics, rangeBefore } from "@/lib/visits/rules";
import type { PlotDay } from "./visits-plot";

// The chart library is large and nothing waits for it.
const VisitsPlot = dynamic(() => import("./visits-plot").then((module) => module.VisitsPlot), {
  ssr: false,
  loading: () => <Skeleton className="h-64 rounded-md" />,
});

/** Visits and different customers of each day as a chart and, with the same figures, as a table. */
export function VisitsPerDay({ analytics }: { analytics: Analytics }) {
  const t = useTranslations("visits.chart");
  const locale = useLocale();
  const { from, to, totals, before } = analytics;
  const earlier = rangeBefore({ from, to });
  const period = formatPeriod(from, to, locale);
  const compared = t("compared", { period, before: formatPeriod(earlier.from, earlier.to, locale) });
  const days = analytics.days.map((day, index) => ({ ...day, before: analytics.beforeDays[index]?.visits ?? 0 }));
  if (totals.visits === 0 && before.visits === 0) {
    return (
      <Card>
        <CardHeader title={t("title")} description={compared} />
        <CardBody>
          <p className="py-10 text-center text-muted-foreground text-sm">{t("empty")}</p>
        </CardBody>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader title={t("title")} description={compared} />
      <CardBody className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <VisitsPlot
            title={t("title")}
            description={t("help", { title: t("title"), visits: totals.visits, period })}
            days={days}
            words={{ visits: t("visits"), customers: t("customers"), before: t("before") }}
          />
          <Legend />
        </div>
        <DayTable days={days} />
      </CardBody>
    </Card>
  );
}

function Legend() {
  const t = useTranslations("visits.chart");
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-muted-foreground text-xs">
      <li className="flex items-center gap-2">
        <span aria-hidden="true" className="size-3 rounded-sm bg-brand" />
        {t("visits")}
      </li>
      <li className="flex items-center gap-2">
        <span aria-hidden="true" className="w-5 border-foreground border-t-2" />
        {t("customers")}
      </li>
      <li className="flex items-center gap-2">
        <span aria-hidden="true" className="w-5 border-muted-foreground border-t-2 border-dashed opacity-70" />
        {t("before")}
      </li>
    </ul>
  );
}

function DayTable({ days }: { days: PlotDay[] }) {
  const t = useTranslations("visits.chart");
  const locale = useLocale();
  const format = useFormatter();
  return (
    // The newest day is what one looks for first.
    <div className="max-h-72 overflow-y-auto rounded-lg border border-border [&>section]:rounded-none [&>section]:border-0">
      <Table label={t("title")}>
        <TableHead>
          <TableHeaderCell>{t("day")}</TableHeaderCell>
          <TableHeaderCell numeric>{t("visits")}</TableHeaderCell>
          <TableHeaderCell numeric>{t("customersShort")}</TableHeaderCell>
          <TableHeaderCell numeric>{t("beforeShort")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {days.toReversed().map(({ day, visits, customers, before }) => (
            <TableRow key={day}>
              <TableCell className="whitespace-nowrap">
                <time dateTime={day} title={formatDay(day, locale, "long")}>
                  {formatDay(day, locale)}
                </time>
              </TableCell>
              <TableCell numeric>{format.number(visits)}</TableCell>
              <TableCell numeric>{format.number(customers)}</TableCell>
              <TableCell numeric className="text-muted-foreground">
                {format.number(before)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
