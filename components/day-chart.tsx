"use client";

import { ChartColumn, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/lib/i18n/format";
import { Money } from "./money";
import { Button } from "./ui/button";
import { Card, CardBody, CardHeader } from "./ui/card";
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
  title: string;
  description: string;
  days: DayValue[];
  currency: string;
  words: { day: string; value: string; count: string; empty: string; showTable: string; showChart: string };
}

// The chart library is large and nothing waits for it.
const DayBars = dynamic(() => import("./day-bars").then((module) => module.DayBars), {
  ssr: false,
  loading: () => <Skeleton className="h-56 rounded-md" />,
});

/** Money per day as bars, or as a table with the same figures. */
export function DayChart(props: DayChartProps) {
  const { title, description, days, words } = props;
  const [asTable, setAsTable] = useState(false);
  const empty = days.every(({ count }) => count === 0);
  const Icon = asTable ? ChartColumn : Table2;
  const toggle = (
    <Button variant="ghost" size="sm" onClick={() => setAsTable(!asTable)}>
      <Icon aria-hidden="true" />
      {asTable ? words.showChart : words.showTable}
    </Button>
  );
  const shown = asTable ? <DayTable {...props} /> : <DayBars {...props} />;
  return (
    <Card>
      <CardHeader title={title} description={description} actions={empty ? null : toggle} />
      <CardBody>
        {empty ? <p className="py-10 text-center text-muted-foreground text-sm">{words.empty}</p> : shown}
      </CardBody>
    </Card>
  );
}

function DayTable({ title, days, currency, words }: DayChartProps) {
  const locale = useLocale();
  return (
    <div className="max-h-80 overflow-y-auto rounded-lg border border-border">
      <Table label={title}>
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
