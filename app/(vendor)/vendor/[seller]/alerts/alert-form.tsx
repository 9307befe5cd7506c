"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { HourSelect } from "@/app/(vendor)/vendor/[seller]/settings/hour-select";
import { SwitchLine } from "@/app/(vendor)/vendor/[seller]/settings/switch-line";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { saveAlertSettingsAction } from "@/lib/alerts/actions";
import { ALERT_MODES, type AlertMode, type AlertSettings, COOL_DOWNS, HOURS } from "@/lib/alerts/rules";
import type { AlertSettingsInput } from "@/lib/alerts/schema";
import { QuietHoursFields, readQuiet } from "./quiet-hours-fields";

interface AlertFormProps {
  slug: string;
  settings: AlertSettings;
  timeZone: string;
  isAdmin: boolean;
  mayWrite: boolean;
}

/** What a choice has no use for is hidden and stays as it was. */
export function AlertForm({ slug, settings, timeZone, isAdmin, mayWrite }: AlertFormProps) {
  const t = useTranslations("alerts.settings");
  const router = useRouter();
  const [mode, setMode] = useState<AlertMode>(settings.mode);
  const { submit, pending, fieldErrors } = useAction(
    (input: AlertSettingsInput) => saveAlertSettingsAction(slug, input),
    { success: t("saved"), about: "alert-settings", onSuccess: () => router.refresh() },
  );
  const read = (form: FormData): [AlertSettingsInput] => [
    {
      mode,
      coolDown: Number(form.get("coolDown") ?? settings.coolDown),
      onlyWatched: mode === "off" ? settings.onlyWatched : form.has("onlyWatched"),
      quiet: mode === "instant" ? readQuiet(form) : settings.quiet,
      digestHour: Number(form.get("digestHour") ?? settings.digestHour),
      weekly: isAdmin ? form.has("weekly") : settings.weekly,
    },
  ];
  return (
    <Card aria-labelledby="alert-settings-title">
      <CardHeader title={<span id="alert-settings-title">{t("title")}</span>} description={t("text")} />
      <form onSubmit={submit(read)} noValidate>
        <CardBody>
          <fieldset disabled={!mayWrite} aria-labelledby="alert-settings-title" className="flex min-w-0 flex-col gap-4">
            <Field label={t("mode")} hint={t(`modeHints.${mode}`)} error={fieldErrors.mode}>
              <Select name="mode" value={mode} onChange={(event) => setMode(event.target.value as AlertMode)}>
                {ALERT_MODES.map((choice) => (
                  <option key={choice} value={choice}>
                    {t(`modes.${choice}`)}
                  </option>
                ))}
              </Select>
            </Field>
            {mode === "instant" ? (
              <>
                <Field label={t("coolDown")} error={fieldErrors.coolDown}>
                  <CoolDownSelect value={settings.coolDown} />
                </Field>
                <QuietHoursFields quiet={settings.quiet} error={fieldErrors["quiet.to"]} />
              </>
            ) : null}
            {mode === "daily" ? (
              <Field label={t("digestHour")} error={fieldErrors.digestHour}>
                <HourSelect name="digestHour" hours={HOURS} value={settings.digestHour} />
              </Field>
            ) : null}
            {mode === "off" ? null : (
              <>
                <p className="text-muted-foreground text-xs">{t("zone", { zone: timeZone.replaceAll("_", " ") })}</p>
                <SwitchLine
                  name="onlyWatched"
                  label={t("onlyWatched")}
                  hint={t("onlyWatchedHint")}
                  on={settings.onlyWatched}
                />
              </>
            )}
            {isAdmin ? (
              <SwitchLine name="weekly" label={t("weekly")} hint={t("weeklyHint")} on={settings.weekly} />
            ) : null}
          </fieldset>
        </CardBody>
        {mayWrite ? (
          <CardFooter>
            <Button type="submit" pending={pending} aria-describedby="alert-settings-title">
              {t("save")}
            </Button>
          </CardFooter>
        ) : null}
      </form>
    </Card>
  );
}

function CoolDownSelect({ value }: { value: number }) {
  const t = useTranslations("alerts.settings");
  const usual = COOL_DOWNS.some((minutes) => minutes === value);
  return (
    <Select name="coolDown" defaultValue={value}>
      {usual ? null : <option value={value}>{t("minutes", { minutes: value })}</option>}
      {COOL_DOWNS.map((minutes) => (
        <option key={minutes} value={minutes}>
          {t(`coolDowns.${minutes}`)}
        </option>
      ))}
    </Select>
  );
}
