"use client";

import { useTranslations } from "next-intl";
import { LocaleSwitch } from "@/components/locale-switch";
import { ThemeSwitch } from "@/components/theme-switch";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { Theme } from "@/lib/theme/theme";
import { setLocaleAction, setThemeAction } from "@/lib/users/actions";

export function PreferencesCard({ theme }: { theme: Theme }) {
  const t = useTranslations("me.preferences");
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <LocaleSwitch onChange={(locale) => setLocaleAction({ locale })} className="w-full sm:w-56" />
        <div className="flex flex-col gap-1.5 max-sm:w-full">
          <span aria-hidden="true" className="font-medium text-sm">
            {t("theme")}
          </span>
          <ThemeSwitch value={theme} onChange={(chosen) => setThemeAction({ theme: chosen })} className="max-sm:flex" />
        </div>
      </CardBody>
    </Card>
  );
}
