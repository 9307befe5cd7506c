"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { liftSuppressionAction } from "@/lib/suppressions/actions";

export function LiftSuppression({ id }: { id: string }) {
  const t = useTranslations("delivery.suppressions");
  const router = useRouter();
  const { run, pending } = useAction(liftSuppressionAction, {
    success: t("lifted"),
    onSuccess: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size="sm">
          {t("lift")}
        </Button>
      }
      tone="primary"
      title={t("liftTitle")}
      description={t("liftText")}
      confirmLabel={t("lift")}
      pending={pending}
      onConfirm={() => run({ id })}
    />
  );
}
