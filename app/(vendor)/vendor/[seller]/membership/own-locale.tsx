"use client";

import { useTranslations } from "next-intl";
import { LocaleField } from "@/components/members/role-fields";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import type { Locale } from "@/lib/i18n/locales";
import { setOwnLocaleAction } from "@/lib/members/actions";

type Input = Parameters<typeof setOwnLocaleAction>[1];

export function OwnLocale({ slug, locale }: { slug: string; locale: Locale }) {
  const t = useTranslations("members.membership");
  const { submit, pending, fieldErrors } = useAction((input: Input) => setOwnLocaleAction(slug, input), {
    // A full load: the whole document changes its language, and perhaps its direction.
    onSuccess: () => window.location.reload(),
  });
  return (
    <form
      noValidate
      onSubmit={submit((form) => [{ locale: form.get("locale") as Input["locale"] }])}
      className="flex flex-col items-start gap-4"
    >
      <LocaleField label={t("locale")} hint={t("localeHint")} defaultValue={locale} error={fieldErrors.locale} />
      <Button type="submit" variant="secondary" pending={pending}>
        {t("save")}
      </Button>
    </form>
  );
}
