"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Stat, type StatDelta, StatGroup } from "@/components/ui/stat";
import { daysFrom } from "@/lib/days";
import type { Analytics } from "@/lib/visits/rules";

/** What came of it all, each beside as many days before. */
export function VisitFigures({ analytics: { totals, before, from, to } }: { analytics: Analytics }) {
  const t = useTranslations("visits.figures");
  const format = useFormatter();
  const compare = useComparison(daysFrom(from, to));
  const [unordered, unorderedBefore] = [totals.visits - totals.ordered, before.visits - before.ordered];
  const share = (part: number) => (totals.visits > 0 ? t("share", { percent: part / totals.visits }) : null);
  return (
    <section aria-label={t("label")}>
      <StatGroup>
        <Stat
          label={t("visits")}
          figure={format.number(totals.visits)}
          delta={compare(totals.visits, before.visits, "good")}
        />
        <Stat
          label={t("customers")}
          figure={format.number(totals.customers)}
          delta={compare(totals.customers, before.customers, "good")}
        />
        <Stat
          label={t("ordered")}
          figure={format.number(totals.ordered)}
          delta={compare(totals.ordered, before.ordered, "good")}
          hint={share(totals.ordered)}
        />
        <Stat
          label={t("unordered")}
          figure={format.number(unordered)}
          delta={compare(unordered, unorderedBefore)}
          hint={share(unordered)}
        />
      </StatGroup>
    </section>
  );
}

/** From so many times as much, percents say nothing. */
const MANY = 10;

/** In words; good news is green where more of it is good. */
function useComparison(days: number) {
  const t = useTranslations("visits.figures");
  return (now: number, before: number, more?: "good"): StatDelta => {
    const period = t("period", { days });
    if (now === before) return { direction: "flat", text: t("same", { period }) };
    if (before === 0) return { direction: "flat", text: t("none", { period }) };
    const tone = (good: boolean) => more && (good ? "success" : "danger");
    if (now >= before * MANY) {
      return { direction: "up", text: t("times", { times: Math.floor(now / before), period }), tone: tone(true) };
    }
    const percent = Math.abs(now - before) / before;
    if (now > before) return { direction: "up", text: t("up", { percent, period }), tone: tone(true) };
    // Nearly all less is not all less.
    const less = now > 0 ? Math.min(percent, 0.99) : percent;
    return { direction: "down", text: t("down", { percent: less, period }), tone: tone(false) };
  };
}
