"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MEMBER_ROLES, type MemberRole } from "@/lib/access/permissions";
import { type Locale, locales } from "@/lib/i18n/locales";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

interface RoleFieldProps {
  defaultValue: MemberRole;
  error?: string;
  /** Why it cannot be changed; the field is closed then. */
  fixed?: string;
}

/** A role, and what it may do. Needs the namespace `members`. */
export function RoleField({ defaultValue, error, fixed }: RoleFieldProps) {
  const t = useTranslations("members");
  const [role, setRole] = useState(defaultValue);
  const choose = (value: string) => setRole(MEMBER_ROLES.find((known) => known === value) ?? role);
  return (
    <Field label={t("columns.role")} hint={fixed ?? t(`roleHints.${role}`)} error={error}>
      <Select name="role" value={role} disabled={fixed !== undefined} onChange={(event) => choose(event.target.value)}>
        {MEMBER_ROLES.map((one) => (
          <option key={one} value={one}>
            {t(`roles.${one}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface LocaleFieldProps {
  label: string;
  hint?: string;
  defaultValue: Locale;
  error?: string;
}

export function LocaleField({ label, hint, defaultValue, error }: LocaleFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Select name="locale" defaultValue={defaultValue}>
        {Object.entries(locales).map(([locale, { label: name }]) => (
          <option key={locale} value={locale} lang={locale}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
