"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { formatMoney, localDecimal, minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { refundOrderAction } from "@/lib/refunds/actions";

interface RefundOrderProps {
  slug: string;
  number: number;
  /** What can still be refunded, in minor units. */
  left: number;
  currency: string;
}

export function RefundOrder(props: RefundOrderProps) {
  const t = useTranslations("refunds");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { number, left, currency } = props;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("dialogTitle", { number: String(number) })}
        description={t("description", { left: formatMoney(left, currency, locale) })}
      >
        <RefundForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function RefundForm({ slug, number, left, currency, onDone }: RefundOrderProps & { onDone: () => void }) {
  const t = useTranslations("refunds");
  const locale = useLocale();
  const router = useRouter();
  // Sent twice it is one refund.
  const [id] = useState(() => crypto.randomUUID());
  const [amount, setAmount] = useState("");
  const { submit, pending, fieldErrors } = useAction(refundOrderAction, {
    success: ({ amount }) => t("done", { amount: formatMoney(amount, currency, locale), number: String(number) }),
    onSuccess: () => {
      router.refresh();
      onDone();
    },
    // Somebody else was quicker: what is left is another amount now.
    onFailure: () => router.refresh(),
  });
  const read = (form: FormData): Parameters<typeof refundOrderAction> => {
    const text = (name: string) => String(form.get(name) ?? "");
    return [slug, { number, id, amount: text("amount"), reason: text("reason") }];
  };
  return (
    <form noValidate onSubmit={submit(read)} className="flex flex-col gap-4">
      <Field
        label={t("amount", { currency })}
        hint={t("amountHint", { left: formatMoney(left, currency, locale) })}
        error={fieldErrors["amount"]}
        required
      >
        <Input
          name="amount"
          inputMode="decimal"
          maxLength={40}
          autoComplete="off"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
      </Field>
      {/* Stands in the field before it is sent: nobody refunds all of it by leaving something out. */}
      <Button
        variant="secondary"
        size="sm"
        className="self-start"
        onClick={() => setAmount(localDecimal(minorToDecimal(left, minorDigits(currency)), locale))}
      >
        {t("all", { left: formatMoney(left, currency, locale) })}
      </Button>
      <Field label={t("reason")} error={fieldErrors["reason"]} required>
        <Textarea name="reason" rows={3} maxLength={500} />
      </Field>
      <DialogFooter>
        <Button type="submit" variant="danger" pending={pending}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}
