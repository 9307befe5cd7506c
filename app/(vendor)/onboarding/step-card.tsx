import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody } from "@/components/ui/card";
import type { Step } from "@/lib/onboarding/rules";

/** One step: its name, what it is for, and what there is to do. */
export function StepCard({ step, children }: { step: Step; children: ReactNode }) {
  const t = useTranslations("onboarding");
  return (
    <Card aria-labelledby="step">
      <CardBody className="flex flex-col gap-6 sm:p-6">
        <div>
          <h2 id="step" className="font-semibold text-base">
            {t(`steps.${step}`)}
          </h2>
          <p className="text-pretty text-muted-foreground text-sm">{t(`lead.${step}`)}</p>
        </div>
        {children}
      </CardBody>
    </Card>
  );
}
