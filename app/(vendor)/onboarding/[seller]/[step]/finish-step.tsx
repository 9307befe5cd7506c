"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { finishStepAction } from "@/lib/onboarding/actions";

interface FinishStepProps {
  slug: string;
  step: "clients" | "members";
  back: ReactNode;
  /** Asked first: false stays, and says why. */
  mayGoOn?: () => boolean;
}

/** For steps that may stay empty. */
export function FinishStep({ slug, step, back, mayGoOn = () => true }: FinishStepProps) {
  const t = useTranslations("onboarding");
  const { run, pending } = useAction(() => finishStepAction(slug, { step }), {
    onSuccess: ({ next }) => window.location.assign(`/onboarding/${slug}/${next}`),
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-border border-t pt-4">
      {back}
      <Button pending={pending} onClick={() => void (mayGoOn() && run())}>
        {t("goOn")}
      </Button>
    </div>
  );
}
