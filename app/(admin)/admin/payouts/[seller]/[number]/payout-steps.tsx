"use client";

import { RefreshCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAction } from "@/components/use-action";
import { formatDay, formatMoney } from "@/lib/i18n/format";
import {
  approvePayoutAction,
  discardPayoutAction,
  payPayoutAction,
  recomputePayoutAction,
} from "@/lib/payouts/actions";
import { isDue } from "@/lib/payouts/rules";
import { CorrectPayout, type SteppedPayout } from "./correct-payout";

interface StepProps {
  payout: SteppedPayout;
}

/** What can be done with a payout as it is now. */
export function PayoutSteps({ payout }: StepProps) {
  if (payout.state === "draft")
    return (
      <>
        <DiscardDraft payout={payout} />
        <Recompute payout={payout} />
        <Approve payout={payout} />
      </>
    );
  return (
    <>
      <CorrectPayout payout={payout} />
      {payout.state === "approved" && isDue(payout.net) ? <Pay payout={payout} /> : null}
    </>
  );
}

function refOf({ seller, number }: SteppedPayout) {
  return { seller: seller.slug, number };
}

function Recompute({ payout }: StepProps) {
  const t = useTranslations("payouts.recompute");
  const router = useRouter();
  const { run, pending } = useAction(recomputePayoutAction, {
    success: ({ changed }) => t(changed ? "changed" : "same", { number: String(payout.number) }),
    onSuccess: () => router.refresh(),
    onFailure: () => router.refresh(),
  });
  return (
    <Button variant="secondary" pending={pending} onClick={() => void run(refOf(payout))}>
      {pending ? null : <RefreshCw aria-hidden="true" />}
      {t("button")}
    </Button>
  );
}

function Approve({ payout }: StepProps) {
  const t = useTranslations("payouts.approve");
  const locale = useLocale();
  const router = useRouter();
  const { run, pending } = useAction(approvePayoutAction, {
    success: t("done", { number: String(payout.number) }),
    onSuccess: () => router.refresh(),
    // Most often the figures are other ones now.
    onFailure: () => router.refresh(),
  });
  const { seller, number, net, currency, from, to } = payout;
  return (
    <ConfirmDialog
      trigger={<Button>{t("button")}</Button>}
      title={t("title", { number: String(number), seller: seller.name })}
      description={t("description", {
        net: formatMoney(net, currency, locale),
        from: formatDay(from, locale),
        to: formatDay(to, locale),
      })}
      confirmLabel={t("button")}
      tone="primary"
      pending={pending}
      onConfirm={() => run({ ...refOf(payout), shownNet: net })}
    />
  );
}

function Pay({ payout }: StepProps) {
  const t = useTranslations("payouts.pay");
  const locale = useLocale();
  const router = useRouter();
  const [reference, setReference] = useState("");
  const { run, pending, fieldErrors, clear } = useAction(payPayoutAction, {
    success: t("done", { number: String(payout.number) }),
    onSuccess: () => router.refresh(),
    onFailure: ({ fields }) => !fields && router.refresh(),
  });
  const { seller, number, net, currency } = payout;
  return (
    <ConfirmDialog
      trigger={<Button>{t("button")}</Button>}
      title={t("title", { number: String(number), seller: seller.name })}
      description={t("description", { net: formatMoney(net, currency, locale) })}
      confirmLabel={t("button")}
      tone="primary"
      pending={pending}
      onConfirm={async () => {
        const result = await run({ ...refOf(payout), reference });
        // Open again only for a reference that has to be written.
        return result?.ok || !Object.keys(result?.error.fields ?? {}).length;
      }}
    >
      <Field label={t("reference")} error={fieldErrors["reference"]} required>
        <Input
          name="reference"
          maxLength={140}
          value={reference}
          onChange={(event) => {
            setReference(event.target.value);
            clear();
          }}
        />
      </Field>
    </ConfirmDialog>
  );
}

function DiscardDraft({ payout }: StepProps) {
  const t = useTranslations("payouts.discard");
  const router = useRouter();
  const names = { number: String(payout.number), seller: payout.seller.name };
  const { run, pending } = useAction(discardPayoutAction, {
    success: t("done", names),
    onSuccess: () => router.push("/admin/payouts"),
    onFailure: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost">
          <Trash2 aria-hidden="true" />
          {t("button")}
        </Button>
      }
      title={t("title", names)}
      description={t("description")}
      confirmLabel={t("button")}
      cancelLabel={t("keep")}
      pending={pending}
      onConfirm={() => run(refOf(payout))}
    />
  );
}
