"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { isLocale, type Locale, locales } from "@/lib/i18n/locales";
import { Field } from "./ui/field";
import { Select } from "./ui/select";

export interface LocaleSwitchProps {
  /** Keeps the choice: sets the cookie `locale` and refreshes (a server action does both). */
  onChange: (locale: Locale) => Promise<unknown>;
  className?: string;
}

export function LocaleSwitch({ onChange, className }: LocaleSwitchProps) {
  const t = useTranslations("ui");
  const current = useLocale();
  const [pending, startTransition] = useTransition();
  const choose = (value: string) => {
    if (!isLocale(value)) return;
    startTransition(async () => {
      await onChange(value);
    });
  };
  return (
    <Field label={t("language")} className={className}>
      <Select defaultValue={current} disabled={pending} onChange={(event) => choose(event.target.value)}>
        {Object.entries(locales).map(([locale, { label }]) => (
          <option key={locale} value={locale} lang={locale}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
