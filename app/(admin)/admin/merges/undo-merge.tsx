"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { undoMergeAction } from "@/lib/merges/actions";

interface UndoMergeProps {
  mergeId: string;
  from: string;
  into: string;
}

export function UndoMerge({ mergeId, from, into }: UndoMergeProps) {
  const t = useTranslations("merges");
  const router = useRouter();
  const { run, pending } = useAction(undoMergeAction, { success: t("undone"), onSuccess: () => router.refresh() });
  const names = { from, into };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" size="sm" aria-label={t("undoLabel", names)}>
          {t("undo")}
        </Button>
      }
      title={t("undoTitle", names)}
      description={t("undoDescription", names)}
      confirmLabel={t("undo")}
      pending={pending}
      onConfirm={async () => (await run({ mergeId }))?.ok}
    />
  );
}
