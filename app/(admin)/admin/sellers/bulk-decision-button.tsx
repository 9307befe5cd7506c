"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { decideSellersAction } from "@/lib/sellers/actions";
import { type BulkDecision, decisionsFor, needsReason, type SellerOutcome } from "@/lib/sellers/rules";
import type { MarkedSeller } from "./seller-marks";

interface BulkDecisionButtonProps {
  decision: BulkDecision;
  /** The marked ones, whatever their status. */
  rows: MarkedSeller[];
  onDecided: (outcomes: SellerOutcome[]) => void;
}

/** Decides about those of the marked sellers whose status allows it; says how many stay as they are. */
export function BulkDecisionButton({ decision, rows, onDecided }: BulkDecisionButtonProps) {
  const t = useTranslations("admin.sellers.bulk");
  const tDecide = useTranslations("admin.decide");
  const [reason, setReason] = useState("");
  const open = rows.filter(({ status }) => decisionsFor(status).includes(decision));
  const left = rows.length - open.length;
  const { run, pending, fieldErrors } = useAction(() =>
    decideSellersAction({ ids: open.map(({ id }) => id), decision, reason }),
  );
  const asked = needsReason(decision);
  const confirm = async () => {
    const result = await run();
    if (!result?.ok) return false;
    setReason("");
    onDecided(result.data);
    return true;
  };
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant={decision === "approve" ? "primary" : "secondary"} disabled={open.length === 0}>
          {t(decision)}
        </Button>
      }
      title={t(`${decision}Title`, { count: open.length })}
      description={left > 0 ? `${t(`${decision}Text`)} ${t("left", { count: left })}` : t(`${decision}Text`)}
      confirmLabel={t(decision)}
      tone={decision === "suspend" ? "danger" : "primary"}
      pending={pending}
      onConfirm={confirm}
    >
      <Field
        label={tDecide("reason")}
        hint={tDecide("reasonHint")}
        error={fieldErrors.reason}
        required={asked}
        optional={!asked}
      >
        <Textarea
          name="reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
