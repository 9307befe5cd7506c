"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { correctPayoutAction } from "@/lib/payouts/actions";
import type { PayoutRow } from "@/lib/payouts/rules";

export type SteppedPayout = PayoutRow & { seller: { slug: string; name: string } };

/** A counter-entry for the next payout. */
export function CorrectPayout({ payout }: { payout: SteppedPayout }) {
  const t = useTranslations("payouts.correct");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">{t("button")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("title", { number: String(payout.number) })}
        description={t("description", { seller: payout.seller.name })}
      >
        <CorrectForm payout={payout} onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function CorrectForm({ payout, onAdded }: { payout: SteppedPayout; onAdded: () => void }) {
  const t = useTranslations("payouts.correct");
  const router = useRouter();
  // Sent twice it is one counter-entry.
  const [id] = useState(() => crypto.randomUUID());
  const { submit, pending, fieldErrors } = useAction(correctPayoutAction, {
    success: t("done"),
    onSuccess: () => {
      router.refresh();
      onAdded();
    },
  });
  const { seller, number, currency } = payout;
  const read = (form: FormData): Parameters<typeof correctPayoutAction> => {
    const text = (name: string) => String(form.get(name) ?? "");
    const direction = text("direction") === "less" ? "less" : "more";
    return [{ seller: seller.slug, number, id, direction, amount: text("amount"), reason: text("reason") }];
  };
  return (
    <form noValidate onSubmit={submit(read)} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("direction")} error={fieldErrors["direction"]} required>
          <Select name="direction" defaultValue="more">
            <option value="more">{t("more")}</option>
            <option value="less">{t("less")}</option>
          </Select>
        </Field>
        <Field label={t("amount", { currency })} error={fieldErrors["amount"]} required>
          <Input name="amount" inputMode="decimal" maxLength={40} autoComplete="off" />
        </Field>
      </div>
      <Field label={t("reason")} hint={t("reasonHint")} error={fieldErrors["reason"]} required>
        <Textarea name="reason" rows={3} maxLength={500} />
      </Field>
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}
