"use client";

import { useLocale } from "next-intl";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatDay, formatMoney, formatMoneyShort } from "@/lib/i18n/format";
import type { DayChartProps, DayValue } from "./day-chart";

const tick = { fill: "var(--muted-foreground)", fontSize: 12 };

/** Loaded on its own, behind DayChart. Arrow keys walk from day to day. */
export function DayBars({ title, days, currency, words }: DayChartProps) {
  const locale = useLocale();
  return (
    // Time runs from left to right in every language; each label keeps its own order of words.
    <figure
      aria-label={title}
      className="h-56 w-full [&_.recharts-surface]:rounded-sm [&_svg]:[direction:ltr] [&_text]:[unicode-bidi:plaintext]"
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={days} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer title={title}>
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
            tickFormatter={(value) => formatMoneyShort(Number(value), currency, locale)}
            tick={tick}
            tickLine={false}
            axisLine={false}
            tickCount={4}
          />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const entry: DayValue | undefined = payload?.[0]?.payload;
              if (!active || !entry) return null;
              return (
                <div className="rounded-md border border-border bg-popover px-3 py-2 text-xs shadow-float">
                  <p className="text-muted-foreground">{formatDay(entry.day, locale, "long")}</p>
                  <p className="font-semibold text-sm tabular-nums">{formatMoney(entry.value, currency, locale)}</p>
                  <p className="text-muted-foreground tabular-nums">
                    {words.count}: {entry.count}
                  </p>
                </div>
              );
            }}
          />
          <Bar dataKey="value" fill="var(--brand)" radius={[2, 2, 0, 0]} isAnimationActive={false} maxBarSize={28} />
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}
