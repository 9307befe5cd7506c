"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { removeOperatorAction } from "@/lib/operators/actions";

/** Under the rule of the last admin, like everybody. */
export function RemoveOperator({ userId, name }: { userId: string; name: string }) {
  const t = useTranslations("operators");
  const router = useRouter();
  const { run, pending } = useAction(removeOperatorAction, {
    success: t("removed", { name }),
    about: userId,
    onSuccess: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" size="sm" aria-label={t("removeOf", { name })}>
          {t("remove")}
        </Button>
      }
      title={t("removeTitle", { name })}
      description={t("removeText")}
      confirmLabel={t("remove")}
      pending={pending}
      onConfirm={async () => (await run({ userId }))?.ok}
    />
  );
}
