"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { HourSelect } from "@/app/(vendor)/vendor/[seller]/settings/hour-select";
import { Field } from "@/components/ui/field";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { HOURS, type QuietHours } from "@/lib/alerts/rules";

const USUAL: QuietHours = { from: 22, to: 7 };

export function QuietHoursFields({ quiet, error }: { quiet: QuietHours | null; error: string | undefined }) {
  const t = useTranslations("alerts.settings");
  const [on, setOn] = useState(quiet !== null);
  const { from, to } = quiet ?? USUAL;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-h-11 items-center justify-between gap-4">
        <div className="flex flex-col gap-0.5">
          <Label htmlFor="quiet">{t("quiet")}</Label>
          <p id="quiet-hint" className="text-pretty text-muted-foreground text-xs">
            {t("quietHint")}
          </p>
        </div>
        <Switch id="quiet" name="quiet" checked={on} onCheckedChange={setOn} aria-describedby="quiet-hint" />
      </div>
      {on ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("from")}>
            <HourSelect name="quiet.from" hours={HOURS} value={from} />
          </Field>
          <Field label={t("to")} error={error}>
            <HourSelect name="quiet.to" hours={HOURS} value={to} />
          </Field>
        </div>
      ) : null}
    </div>
  );
}

export function readQuiet(form: FormData): QuietHours | null {
  if (!form.has("quiet.from")) return null;
  return { from: Number(form.get("quiet.from")), to: Number(form.get("quiet.to")) };
}
