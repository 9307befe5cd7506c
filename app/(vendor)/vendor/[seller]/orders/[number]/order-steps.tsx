"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ban, Check, PackageCheck, Truck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { cancelOrderAction, confirmOrderAction, deliverOrderAction, shipOrderAction } from "@/lib/orders/actions";
import type { OrderStep } from "@/lib/orders/rules";

export interface OrderStepsProps {
  slug: string;
  number: number;
  lineCount: number;
  /** The steps that the order is ready for. */
  steps: OrderStep[];
}

const FORWARD = [
  { step: "confirm", action: confirmOrderAction, icon: Check },
  { step: "ship", action: shipOrderAction, icon: Truck },
  { step: "deliver", action: deliverOrderAction, icon: PackageCheck },
] as const;

export function OrderSteps({ slug, number, lineCount, steps }: OrderStepsProps) {
  const refresh = useRefresh();
  return (
    <>
      {steps.includes("cancel") ? (
        <CancelOrder slug={slug} number={number} lineCount={lineCount} onDone={refresh} />
      ) : null}
      {FORWARD.filter(({ step }) => steps.includes(step)).map((forward) => (
        <StepButton key={forward.step} {...forward} slug={slug} number={number} onDone={refresh} />
      ))}
    </>
  );
}

/** This page shows the new state, and every list of orders is asked for anew. */
function useRefresh(): () => void {
  const router = useRouter();
  const client = useQueryClient();
  return () => {
    router.refresh();
    void client.invalidateQueries();
  };
}

type StepProps = (typeof FORWARD)[number] & { slug: string; number: number; onDone: () => void };

function StepButton({ step, action, icon: Icon, slug, number, onDone }: StepProps) {
  const t = useTranslations("orders");
  // A refusal also means that the page is out of date: somebody else was quicker.
  const { run, pending } = useAction(() => action(slug, { number }), {
    success: t(`done.${step}`, { number: String(number) }),
    onSuccess: onDone,
    onFailure: onDone,
  });
  return (
    <Button pending={pending} onClick={() => void run()}>
      {pending ? null : <Icon aria-hidden="true" />}
      {t(`steps.${step}`)}
    </Button>
  );
}

type CancelProps = { slug: string; number: number; lineCount: number; onDone: () => void };

function CancelOrder({ slug, number, lineCount, onDone }: CancelProps) {
  const t = useTranslations("orders");
  const [reason, setReason] = useState("");
  const { run, pending, fieldErrors, clear } = useAction(() => cancelOrderAction(slug, { number, reason }), {
    success: t("done.cancel", { number: String(number) }),
    onSuccess: onDone,
    onFailure: ({ fields }) => !fields && onDone(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost">
          <Ban aria-hidden="true" />
          {t("steps.cancel")}
        </Button>
      }
      title={t("cancel.title", { number: String(number) })}
      description={t("cancel.description", { count: lineCount })}
      confirmLabel={t("steps.cancel")}
      cancelLabel={t("cancel.keep")}
      pending={pending}
      onConfirm={async () => {
        const result = await run();
        // Open again only for a reason that has to be written.
        return result?.ok || !Object.keys(result?.error.fields ?? {}).length;
      }}
    >
      <Field label={t("cancel.reason")} error={fieldErrors["reason"]} required>
        <Textarea
          name="reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            clear();
          }}
        />
      </Field>
    </ConfirmDialog>
  );
}
