"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Choices } from "@/app/(vendor)/onboarding/choices";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { localDecimal, minorDigits, minorToDecimal } from "@/lib/i18n/format";
import type { ProfileDto } from "@/lib/sellers/profile/queries";
import { ChoiceSelect } from "./choice-select";
import { GroupForm, type GroupProps, textsOf } from "./group-form";

interface TradingGroupProps extends GroupProps {
  profile: Pick<ProfileDto, "currency" | "timeZone" | "orderMinimum" | "hasOrders">;
  choices: Pick<Choices, "currencies" | "timeZones">;
}

export function TradingGroup({ profile, choices, ...group }: TradingGroupProps) {
  const t = useTranslations("settings.trading");
  const tFields = useTranslations("sellers.fields");
  const locale = useLocale();
  const [currency, setCurrency] = useState(profile.currency);
  // A field that is switched off is not in its form.
  const read = (form: FormData) => ({
    profile: { group: "trading" as const, ...textsOf(form, ["timeZone", "orderMinimum"]), currency },
  });
  return (
    <GroupForm {...group} group="trading" read={read}>
      {(errors) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={tFields("currency")}
              hint={profile.hasOrders ? t("currencyKept") : t("currencyHint")}
              error={errors.currency}
            >
              <ChoiceSelect
                name="currency"
                value={profile.currency}
                choices={choices.currencies}
                onChange={setCurrency}
                disabled={profile.hasOrders}
              />
            </Field>
            <Field label={t("orderMinimum", { currency })} hint={t("orderMinimumHint")} error={errors.orderMinimum}>
              <Input
                name="orderMinimum"
                inputMode="decimal"
                maxLength={40}
                autoComplete="off"
                defaultValue={localDecimal(minorToDecimal(profile.orderMinimum, minorDigits(profile.currency)), locale)}
                className="text-end tabular-nums"
              />
            </Field>
          </div>
          <Field label={tFields("timeZone")} hint={t("timeZoneHint")} error={errors.timeZone} required>
            <ChoiceSelect name="timeZone" value={profile.timeZone} choices={choices.timeZones} />
          </Field>
        </>
      )}
    </GroupForm>
  );
}
