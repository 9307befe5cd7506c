"use client";

import { ChartColumn, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/lib/i18n/format";
import { Money } from "./money";
import { Button } from "./ui/button";
import { Skeleton } from "./ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "./ui/table";

export interface DayValue {
  /** A calendar day, YYYY-MM-DD. */
  day: string;
  /** Minor units of money. */
  value: number;
  count: number;
}

export interface DayChartProps {
  /** What is shown: names chart and table. */
  label: string;
  days: DayValue[];
  currency: string;
  words: { day: string; value: string; count: string; showTable: string; showChart: string };
}

// The chart library is large and nothing waits for it.
const DayBars = dynamic(() => import("./day-bars").then((module) => module.DayBars), {
  ssr: false,
  loading: () => <Skeleton className="h-56 rounded-md" />,
});

/** Money per day as bars, or as a table with the same figures. */
export function DayChart({ label, days, currency, words }: DayChartProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      {asTable ? (
        <DayTable label={label} days={days} currency={currency} words={words} />
      ) : (
        <DayBars label={label} days={days} currency={currency} words={words} />
      )}
      <Button variant="ghost" size="sm" className="self-end" onClick={() => setAsTable(!asTable)}>
        {asTable ? <ChartColumn aria-hidden="true" /> : <Table2 aria-hidden="true" />}
        {asTable ? words.showChart : words.showTable}
      </Button>
    </div>
  );
}

function DayTable({ label, days, currency, words }: DayChartProps) {
  const locale = useLocale();
  return (
    <div className="max-h-80 overflow-y-auto rounded-lg border border-border">
      <Table label={label}>
        <TableHead>
          <TableHeaderCell>{words.day}</TableHeaderCell>
          <TableHeaderCell numeric>{words.count}</TableHeaderCell>
          <TableHeaderCell numeric>{words.value}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {days.toReversed().map(({ day, value, count }) => (
            <TableRow key={day}>
              <TableCell>{formatDay(day, locale, "long")}</TableCell>
              <TableCell numeric>{count}</TableCell>
              <TableCell numeric>
                <Money minor={value} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
