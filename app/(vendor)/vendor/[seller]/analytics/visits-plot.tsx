"use client";

import { useFormatter, useLocale } from "next-intl";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCountShort, formatDay } from "@/lib/i18n/format";
import type { VisitsOfDay } from "@/lib/visits/rules";

/** `before`: visits of the day that has the same place in the period before. */
export type PlotDay = VisitsOfDay & { before: number };

interface VisitsPlotProps {
  title: string;
  description: string;
  days: PlotDay[];
  words: Record<"visits" | "customers" | "before", string>;
}

const tick = { fill: "var(--muted-foreground)", fontSize: 12 };

/** Loaded on its own, behind VisitsPerDay. Arrow keys walk from day to day. */
export function VisitsPlot({ title, description, days, words }: VisitsPlotProps) {
  const locale = useLocale();
  // A single day is no line.
  const dot = days.length === 1;
  return (
    // Time runs from left to right in every language; each label keeps its own order of words.
    <figure
      aria-label={title}
      className="h-64 w-full [&_.recharts-surface]:rounded-sm [&_svg]:[direction:ltr] [&_text]:[unicode-bidi:plaintext]"
    >
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={days}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer
          title={title}
          desc={description}
        >
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="day"
            tickFormatter={(day) => formatDay(String(day), locale)}
            tick={tick}
            tickLine={false}
            axisLine={false}
            minTickGap={24}
          />
          <YAxis
            orientation="right"
            width="auto"
            allowDecimals={false}
            tickFormatter={(value) => formatCountShort(Number(value), locale)}
            tick={tick}
            tickLine={false}
            axisLine={false}
            tickCount={4}
          />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const day: PlotDay | undefined = payload?.[0]?.payload;
              return active && day ? <DayFigures day={day} words={words} /> : null;
            }}
          />
          <Bar dataKey="visits" fill="var(--brand)" radius={[2, 2, 0, 0]} isAnimationActive={false} maxBarSize={28} />
          <Line
            dataKey="before"
            type="linear"
            stroke="var(--muted-foreground)"
            strokeOpacity={0.7}
            strokeDasharray="4 4"
            strokeWidth={1.5}
            dot={dot}
            isAnimationActive={false}
          />
          <Line
            dataKey="customers"
            type="linear"
            stroke="var(--foreground)"
            strokeWidth={1.5}
            dot={dot}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

function DayFigures({ day, words }: { day: PlotDay; words: VisitsPlotProps["words"] }) {
  const locale = useLocale();
  const format = useFormatter();
  return (
    <div role="status" className="rounded-md border border-border bg-popover px-3 py-2 text-xs shadow-float">
      <p className="text-muted-foreground">{formatDay(day.day, locale, "long")}</p>
      <p className="font-semibold text-sm tabular-nums">
        {words.visits}: {format.number(day.visits)}
      </p>
      <p className="tabular-nums">
        {words.customers}: {format.number(day.customers)}
      </p>
      <p className="text-muted-foreground tabular-nums">
        {words.before}: {format.number(day.before)}
      </p>
    </div>
  );
}
