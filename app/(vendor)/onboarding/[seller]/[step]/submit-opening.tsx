"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { submitOpeningAction } from "@/lib/onboarding/actions";

export function SubmitOpening({ slug, back }: { slug: string; back: ReactNode }) {
  const t = useTranslations("onboarding");
  const { run, pending, error } = useAction(() => submitOpeningAction(slug, {}), {
    onSuccess: () => window.location.assign(`/onboarding/${slug}`),
    toastFailure: false,
  });
  return (
    <>
      {error ? (
        <Alert tone="danger" live>
          {error.message}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-3 border-border border-t pt-4">
        {back}
        <Button pending={pending} onClick={() => void run()}>
          {t("submit")}
        </Button>
      </div>
    </>
  );
}
