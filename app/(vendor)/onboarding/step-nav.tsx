import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { mayOpenStep, STEPS, type Step } from "@/lib/onboarding/rules";

interface StepNavProps {
  /** Null before the draft is begun: then there is nowhere to go. */
  slug: string | null;
  current: Step;
  done: readonly Step[];
}

/** All steps: those that were saved and the one that is next lead on. */
export function StepNav({ slug, current, done }: StepNavProps) {
  const t = useTranslations("onboarding");
  return (
    <nav aria-label={t("stepsLabel")}>
      <ol className="grid grid-cols-[repeat(5,auto)] gap-1 sm:grid-cols-5 sm:gap-3">
        {STEPS.map((step, n) => {
          const open = slug !== null && mayOpenStep(step, { done: [...done] });
          const look = cn(
            "flex min-h-11 w-full flex-col gap-1 border-t-2 pt-2 text-xs sm:text-sm",
            step === current ? "border-brand font-semibold" : done.includes(step) ? "border-brand/50" : "border-border",
            step !== current && "text-muted-foreground",
          );
          const mark = done.includes(step) ? (
            <Check aria-hidden="true" className="size-4 text-success" />
          ) : (
            <span aria-hidden="true" className="tabular-nums">
              {n + 1}
            </span>
          );
          const inside = (
            <span className="flex flex-col gap-0.5 hyphens-auto break-words sm:flex-row sm:items-center sm:gap-2">
              {mark}
              {t(`steps.${step}`)}
            </span>
          );
          return (
            <li key={step} className="min-w-0" aria-current={step === current ? "step" : undefined}>
              {open && step !== current ? (
                <Link href={`/onboarding/${slug}/${step}`} className={cn(look, "hover:text-foreground")}>
                  {inside}
                </Link>
              ) : (
                <span className={look}>{inside}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
