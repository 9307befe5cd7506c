"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { addDays, dayIn } from "@/lib/days";
import { RANGE_DAYS, visitRange } from "@/lib/visits/rules";
import { type AnalyticsView, visitFilter } from "@/lib/visits/schema";

interface Days {
  from: string;
  to: string;
}

interface DateRangeProps {
  timeZone: string;
  today: string;
  view: AnalyticsView;
  onChange: (next: Pick<AnalyticsView, "from" | "to">) => void;
}

const PRESETS = [7, RANGE_DAYS, 90];

export function DateRange({ timeZone, today, view, onChange }: DateRangeProps) {
  const t = useTranslations("visits.filters");
  const preset = (count: number, last: string) => ({ from: addDays(last, 1 - count), to: last });
  // The last days move on with every day: they are what an address without days means.
  const choose = (count: number) =>
    onChange(count === RANGE_DAYS ? { from: undefined, to: undefined } : preset(count, dayIn(timeZone, new Date())));
  const isChosen = (count: number) => {
    const { from, to } = preset(count, today);
    return view.from || view.to ? view.from === from && view.to === to : count === RANGE_DAYS;
  };
  return (
    <>
      <fieldset className="flex flex-col gap-1.5 max-sm:w-full">
        <legend className="mb-1.5 font-medium text-sm">{t("presets")}</legend>
        <div className="flex divide-x divide-border overflow-hidden rounded-md border border-input bg-card rtl:divide-x-reverse">
          {PRESETS.map((count) => (
            <button
              key={count}
              type="button"
              aria-pressed={isChosen(count)}
              onClick={() => choose(count)}
              className={cn(
                "h-8.5 flex-1 whitespace-nowrap px-3 text-sm transition-colors hover:bg-hover focus-visible:-outline-offset-2 max-sm:h-10.5",
                "aria-pressed:bg-brand-soft aria-pressed:font-medium aria-pressed:text-brand",
              )}
            >
              {t("lastDays", { count })}
            </button>
          ))}
        </div>
      </fieldset>
      <DayFields asked={visitRange(view, today)} today={today} onChange={onChange} />
    </>
  );
}

interface DayFieldsProps {
  asked: Days;
  today: string;
  onChange: (next: Days) => void;
}

/** What is typed counts once it is a range; until then it stays as it is, and what is wrong is said once the field is left. */
function DayFields({ asked, today, onChange }: DayFieldsProps) {
  const t = useTranslations();
  const [typed, setTyped] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const [left, setLeft] = useState(false);
  if (asked.from !== seen.from || asked.to !== seen.to) {
    setSeen(asked);
    setTyped(asked);
  }
  const parsed = visitFilter.safeParse(typed);
  const wrong = parsed.success ? undefined : parsed.error.issues[0];
  const type = (next: Partial<Days>) => {
    const days = { ...typed, ...next };
    setTyped(days);
    setLeft(false);
    if (visitFilter.safeParse(days).success) onChange(days);
  };
  const field = (name: "from" | "to") => ({
    label: t(`visits.filters.${name}`),
    className: "max-sm:min-w-0 max-sm:flex-1 sm:w-40",
    error: left && wrong?.path[0] === name ? sentence(wrong.message) : undefined,
  });
  // The schema names its sentences by their keys.
  const sentence = (key: string) => t(key as "visits.errors.day");
  return (
    <>
      <Field {...field("from")}>
        <Input
          type="date"
          value={typed.from}
          max={today}
          onChange={(event) => type({ from: event.target.value })}
          onBlur={() => setLeft(true)}
        />
      </Field>
      <Field {...field("to")}>
        <Input
          type="date"
          value={typed.to}
          max={today}
          onChange={(event) => type({ to: event.target.value })}
          onBlur={() => setLeft(true)}
        />
      </Field>
    </>
  );
}
