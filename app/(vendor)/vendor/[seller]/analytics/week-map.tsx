"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatCountShort, formatHour, weekdayName, zoneName } from "@/lib/i18n/format";
import type { Analytics } from "@/lib/visits/rules";

interface WeekMapProps {
  /** Seven days from Monday, each with 24 hours. */
  week: Analytics["week"];
  timeZone: string;
}

interface Place {
  day: number;
  hour: number;
}

/** By how much of the most visits: the last one is the brand itself. The figure stands in each, so that colour never speaks alone. */
const SHADES = [
  "",
  "bg-[color-mix(in_oklab,var(--brand)_12%,var(--card))]",
  "bg-[color-mix(in_oklab,var(--brand)_24%,var(--card))]",
  "bg-[color-mix(in_oklab,var(--brand)_36%,var(--card))]",
  "bg-brand text-brand-fg",
];
/** A table through whose cells one walks. */
const roles = { grid: { role: "grid" }, gridcell: { role: "gridcell" } } as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When customers come: a grid through which arrow keys walk, each hour with its figure. */
export function WeekMap({ week, timeZone }: WeekMapProps) {
  const t = useTranslations("visits.week");
  const locale = useLocale();
  const most = Math.max(...week.flat());
  const [at, setAt] = useState<Place | null>(null);
  const best = placeOf(week, most);
  const current = at ?? best;
  const say = ({ day, hour }: Place) => ({ weekday: weekdayName(day, locale, "long"), hour: formatHour(hour, locale) });
  const cell = (place: Place) => t("cell", { ...say(place), visits: week[place.day]?.[place.hour] ?? 0 });
  if (most === 0) {
    return (
      <Card>
        <CardHeader title={t("title")} description={t("description", { timeZone: zoneName(timeZone) })} />
        <p className="px-4 py-8 text-center text-muted-foreground text-sm">{t("empty")}</p>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader
        title={t("title")}
        description={t("description", { timeZone: zoneName(timeZone) })}
        actions={<Scale />}
      />
      <CardBody className="flex flex-col gap-3">
        {/* Hours run from left to right in every language, as time does in the chart. */}
        <div dir="ltr" className="overflow-x-auto">
          <table
            {...roles.grid}
            aria-label={t("title")}
            aria-describedby="week-map-help"
            onKeyDown={(event) => walk(event, current, setAt)}
            className="w-full min-w-[46rem] table-fixed border-separate border-spacing-0.5 text-xs"
          >
            <HourRow />
            <tbody>
              {week.map((hours, day) => (
                <tr key={weekdayName(day, "en", "short")}>
                  <th
                    scope="row"
                    dir="auto"
                    className="sticky left-0 bg-card pe-2 text-start font-normal text-muted-foreground"
                  >
                    {weekdayName(day, locale, "short")}
                  </th>
                  {HOURS.map((hour) => {
                    const isCurrent = current.day === day && current.hour === hour;
                    const visits = hours[hour] ?? 0;
                    return (
                      <td
                        key={hour}
                        {...roles.gridcell}
                        aria-label={cell({ day, hour })}
                        title={cell({ day, hour })}
                        data-place={`${day} ${hour}`}
                        tabIndex={isCurrent ? 0 : -1}
                        onFocus={() => setAt({ day, hour })}
                        className={cn(
                          "h-8 rounded-sm text-center tabular-nums focus-visible:-outline-offset-2",
                          visits === 0 ? "bg-muted/50 text-muted-foreground" : SHADES[shadeOf(visits, most)],
                        )}
                      >
                        {visits === 0 ? "·" : formatCountShort(visits, locale)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="text-muted-foreground text-sm">{at ? cell(at) : t("best", say(best))}</p>
        <p id="week-map-help" className="sr-only">
          {t("help")}
        </p>
      </CardBody>
    </Card>
  );
}

function HourRow() {
  const t = useTranslations("visits.week");
  const locale = useLocale();
  return (
    <thead>
      <tr>
        <th scope="col" className="w-12 font-normal">
          <span className="sr-only">{t("weekday")}</span>
        </th>
        {HOURS.map((hour) => (
          <th
            key={hour}
            scope="col"
            abbr={formatHour(hour, locale)}
            className="font-normal text-muted-foreground tabular-nums"
          >
            {String(hour).padStart(2, "0")}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Scale() {
  const t = useTranslations("visits.week");
  return (
    <p className="flex items-center gap-1.5 text-muted-foreground text-xs">
      {t("fewer")}
      {SHADES.map((shade) => (
        <span key={shade} aria-hidden="true" className={cn("size-3 rounded-sm", shade || "bg-muted")} />
      ))}
      {t("more")}
    </p>
  );
}

function shadeOf(visits: number, most: number): number {
  return Math.ceil((visits / most) * (SHADES.length - 1));
}

function placeOf(week: Analytics["week"], visits: number): Place {
  const day = Math.max(
    0,
    week.findIndex((hours) => hours.includes(visits)),
  );
  return { day, hour: Math.max(0, week[day]?.indexOf(visits) ?? 0) };
}

const STEPS: Record<string, (place: Place) => Place> = {
  ArrowRight: ({ day, hour }) => ({ day, hour: Math.min(23, hour + 1) }),
  ArrowLeft: ({ day, hour }) => ({ day, hour: Math.max(0, hour - 1) }),
  ArrowDown: ({ day, hour }) => ({ day: Math.min(6, day + 1), hour }),
  ArrowUp: ({ day, hour }) => ({ day: Math.max(0, day - 1), hour }),
  Home: ({ day }) => ({ day, hour: 0 }),
  End: ({ day }) => ({ day, hour: 23 }),
};

/** Also what is out of sight scrolls into it with the focus. */
function walk(event: KeyboardEvent<HTMLElement>, from: Place, go: (place: Place) => void): void {
  const next = STEPS[event.key]?.(from);
  if (!next) return;
  event.preventDefault();
  go(next);
  event.currentTarget.querySelector<HTMLElement>(`[data-place="${next.day} ${next.hour}"]`)?.focus();
}
