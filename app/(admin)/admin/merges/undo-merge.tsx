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
  /** The days are over: the button says why it does nothing. */
  late: boolean;
}

export function UndoMerge({ mergeId, from, into, late }: UndoMergeProps) {
  const t = useTranslations("merges");
  const router = useRouter();
  const { run, pending } = useAction(undoMergeAction, { success: t("undone"), onSuccess: () => router.refresh() });
  const names = { from, into };
  if (late) {
    return <span className="text-muted-foreground text-xs">{t("errors.tooLate")}</span>;
  }
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
