"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { discardOpeningAction } from "@/lib/onboarding/actions";

export function DiscardButton({ slug, name }: { slug: string; name: string }) {
  const t = useTranslations("onboarding.discard");
  const router = useRouter();
  const { run, pending } = useAction(() => discardOpeningAction(slug, {}), {
    success: t("done", { name }),
    onSuccess: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" aria-label={t("label", { name })}>
          {t("button")}
        </Button>
      }
      title={t("title", { name })}
      description={t("description")}
      confirmLabel={t("button")}
      cancelLabel={t("keep")}
      pending={pending}
      onConfirm={run}
    />
  );
}
