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
import { focusFirst } from "@/components/use-action";
import { type Report, useCompute } from "./use-compute";

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
        <ComputeForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function ComputeForm({ period }: ComputePayoutsProps) {
  const t = useTranslations("payouts.compute");
  const router = useRouter();
  const { compute, report, running, fieldErrors, clear } = useCompute(() => router.refresh());
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? "");
    const result = await compute({ from: text("from"), to: text("to"), seller: text("seller") });
    if (result && !result.ok) focusFirst(form, Object.keys(result.error.fields ?? {}));
  };
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
      {report ? <ReportView report={report} /> : null}
      <DialogFooter>
        <Button type="submit" pending={running}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}

function ReportView({ report }: { report: Report }) {
  const t = useTranslations("payouts.compute");
  const { state, written, unchanged, closed, skipped } = report;
  if (state === "running") return <Alert live>{t("running", { count: written })}</Alert>;
  return (
    <Alert live tone={state === "done" ? "success" : "warning"} title={t("done", { count: written })}>
      {state === "stopped" ? <p>{t("stopped")}</p> : null}
      {unchanged > 0 ? <p>{t("unchanged", { count: unchanged })}</p> : null}
      {closed > 0 ? <p>{t("closed", { count: closed })}</p> : null}
      {skipped.length > 0 ? (
        <details className="mt-1">
          <summary>{`${t("skipped")} (${skipped.length})`}</summary>
          <ul className="max-h-40 overflow-y-auto">
            {skipped.map(({ seller, why }) => (
              <li key={`${seller} ${why}`}>
                <bdi>{seller}</bdi>: {t(`why.${why}`)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Alert>
  );
}
