"use client";

import { Calculator } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { focusFirst, useAction } from "@/components/use-action";
import { computePayoutsAction, startPayoutRunAction } from "@/lib/payouts/actions";
import type { Computed } from "@/lib/payouts/rules";
import { ComputedLines } from "./computed-lines";

interface ComputePayoutsProps {
  /** The days that are suggested. */
  period: { from: string; to: string };
}

export function ComputePayouts(props: ComputePayoutsProps) {
  const t = useTranslations("payouts.compute");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Calculator aria-hidden="true" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <ComputeForm {...props} onStarted={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function ComputeForm({ period, onStarted }: ComputePayoutsProps & { onStarted: () => void }) {
  const t = useTranslations("payouts.compute");
  const router = useRouter();
  const [report, setReport] = useState<Computed | null>(null);
  const one = useAction(computePayoutsAction, {
    onSuccess: (computed) => {
      setReport(computed);
      router.refresh();
    },
  });
  const all = useAction(startPayoutRunAction, {
    success: t("started"),
    onSuccess: () => {
      router.refresh();
      onStarted();
    },
  });
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const days = { from: text("from"), to: text("to") };
    setReport(null);
    const result = await (text("seller") ? one.run({ ...days, seller: text("seller") }) : all.run(days));
    if (result && !result.ok) focusFirst(form, Object.keys(result.error.fields ?? {}));
  };
  const clear = () => {
    one.clear();
    all.clear();
  };
  const fieldErrors = { ...one.fieldErrors, ...all.fieldErrors };
  return (
    <form noValidate onSubmit={submit} onChange={clear} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("from")} error={fieldErrors["from"]} required>
          <Input type="date" name="from" defaultValue={period.from} />
        </Field>
        <Field label={t("to")} error={fieldErrors["to"]} required>
          <Input type="date" name="to" defaultValue={period.to} />
        </Field>
      </div>
      <Field label={t("seller")} hint={t("sellerHint")} error={fieldErrors["seller"]} optional>
        <Input name="seller" maxLength={100} autoComplete="off" spellCheck={false} dir="ltr" />
      </Field>
      {report ? (
        <Alert live tone="success" title={t("done", { count: report.written })}>
          <ComputedLines computed={report} />
        </Alert>
      ) : null}
      <DialogFooter>
        <Button type="submit" pending={one.pending || all.pending}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}
