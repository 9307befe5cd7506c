"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { RequestItem } from "@/lib/customers/requests/schema";
import { customerLabel } from "@/lib/customers/rules";
import { useRequestChoices } from "./request-choices";
import { useDecisions } from "./use-decisions";

interface RejectButtonProps {
  slug: string;
  rows: RequestItem[];
  onDecided: () => Promise<void>;
  size?: "sm" | "md";
  className?: string;
}

/** Says no to one or many, with a reason that they read. */
export function RejectButton({ slug, rows, onDecided, size = "sm", className }: RejectButtonProps) {
  const t = useTranslations("customers.requests");
  const tShell = useTranslations("shell");
  const [reason, setReason] = useState("");
  const { told } = useRequestChoices();
  const { reject, rejecting, fieldErrors } = useDecisions(slug, onDecided);
  const [only] = rows;
  const title =
    rows.length === 1 && only
      ? t("rejectTitle", { name: customerLabel(only) ?? tShell("unnamedCustomer") })
      : t("bulk.rejectTitle", { count: rows.length });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size={size} className={className}>
          {t("reject")}
        </Button>
      }
      title={title}
      description={t(told ? "rejectDescription" : "rejectQuiet")}
      confirmLabel={t("reject")}
      pending={rejecting}
      onConfirm={() => reject(rows, reason)}
    >
      <Field label={t("reason")} hint={t("reasonHint")} error={fieldErrors.reason} optional>
        <Textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={300} />
      </Field>
    </ConfirmDialog>
  );
}
