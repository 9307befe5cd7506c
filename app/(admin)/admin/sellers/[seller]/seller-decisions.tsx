"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { decideSellerAction } from "@/lib/sellers/actions";
import { needsReason, type SellerDecision } from "@/lib/sellers/rules";

interface SellerDecisionsProps {
  id: string;
  name: string;
  decisions: SellerDecision[];
  /** Of the submission that this page shows. */
  submittedAt: string | null;
}

const DONE = { approve: "approved", sendBack: "sentBack", suspend: "suspended", reopen: "reopened" } as const;

const LOOKS = { approve: "primary", sendBack: "secondary", suspend: "secondary", reopen: "primary" } as const;

export function SellerDecisions({ decisions, ...seller }: SellerDecisionsProps) {
  return decisions.map((decision) => <DecisionButton key={decision} decision={decision} {...seller} />);
}

type ButtonProps = Omit<SellerDecisionsProps, "decisions"> & { decision: SellerDecision };

function DecisionButton({ id, name, decision, submittedAt }: ButtonProps) {
  const t = useTranslations("admin.decide");
  const router = useRouter();
  const [reason, setReason] = useState("");
  const { run, pending, fieldErrors } = useAction(() => decideSellerAction({ id, decision, reason, submittedAt }), {
    success: t(DONE[decision], { seller: name }),
    onFailure: ({ code }) => code === "conflict" && router.refresh(),
  });
  const asked = needsReason(decision);
  const confirm = async () => {
    const result = await run();
    if (!result?.ok) return false;
    setReason("");
    router.refresh();
    return true;
  };
  return (
    <ConfirmDialog
      trigger={<Button variant={LOOKS[decision]}>{t(decision)}</Button>}
      title={t(`${decision}Title`, { seller: name })}
      description={t(`${decision}Text`)}
      confirmLabel={t(decision)}
      tone={decision === "suspend" ? "danger" : "primary"}
      pending={pending}
      onConfirm={confirm}
    >
      <Field label={t("reason")} hint={t("reasonHint")} error={fieldErrors.reason} required={asked} optional={!asked}>
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
