"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type Locale, locales } from "@/lib/i18n/locales";
import type { ProfileDto } from "@/lib/sellers/profile/queries";
import { GroupForm, type GroupProps } from "./group-form";

const ALL = Object.entries(locales) as [Locale, { label: string }][];

export function LanguagesGroup({
  profile,
  ...group
}: GroupProps & { profile: Pick<ProfileDto, "languages" | "defaultLocale"> }) {
  const t = useTranslations("settings.languages");
  const tFields = useTranslations("sellers.fields");
  const [chosen, setChosen] = useState(profile.languages);
  const offered = ALL.filter(([tag]) => chosen.includes(tag));
  const read = (form: FormData) => ({
    profile: {
      group: "languages" as const,
      languages: form.getAll("languages").map(String),
      defaultLocale: String(form.get("defaultLocale") ?? ""),
    },
  });
  return (
    <GroupForm {...group} group="languages" read={read}>
      {(errors) => (
        <>
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium text-sm">{tFields("languages")}</legend>
            <div className="flex flex-wrap gap-x-6 gap-y-1">
              {ALL.map(([tag, { label }]) => (
                <span key={tag} className="flex min-h-11 items-center gap-2 text-sm sm:min-h-8">
                  <Checkbox
                    id={`language-${tag}`}
                    name="languages"
                    value={tag}
                    checked={chosen.includes(tag)}
                    onChange={({ target }) =>
                      setChosen((now) => (target.checked ? [...now, tag] : now.filter((one) => one !== tag)))
                    }
                  />
                  <label htmlFor={`language-${tag}`} lang={tag}>
                    {label}
                  </label>
                </span>
              ))}
            </div>
            {errors.languages ? <FieldError>{errors.languages}</FieldError> : null}
          </fieldset>
          <Field label={t("default")} hint={t("defaultHint")} error={errors.defaultLocale}>
            <Select name="defaultLocale" defaultValue={profile.defaultLocale} className="sm:max-w-60">
              {offered.map(([tag, { label }]) => (
                <option key={tag} value={tag}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
    </GroupForm>
  );
}
