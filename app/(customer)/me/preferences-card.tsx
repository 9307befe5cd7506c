"use client";

import { useFormatter, useTranslations } from "next-intl";
import { LocaleSwitch } from "@/components/locale-switch";
import { ThemeSwitch } from "@/components/theme-switch";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { Theme } from "@/lib/theme/theme";
import { setLocaleAction, setThemeAction } from "@/lib/users/actions";

interface PreferencesCardProps {
  theme: Theme;
  /** Where one works: each portal has a language of its own. */
  stores: readonly { slug: string; name: string }[];
}

export function PreferencesCard({ theme, stores }: PreferencesCardProps) {
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
        {stores.length > 0 ? (
          <p className="w-full text-muted-foreground text-sm">
            {t.rich("portals", { stores: () => <StoreLinks stores={stores} all={t("allPortals")} /> })}
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}

/** With more it is quicker to choose the store first. */
const LINKED = 5;

function StoreLinks({ stores, all }: Pick<PreferencesCardProps, "stores"> & { all: string }) {
  const format = useFormatter();
  const link = (href: string, label: string) => (
    // A whole document, as from store to store.
    <a key={href} href={href} className="underline">
      <bdi>{label}</bdi>
    </a>
  );
  if (stores.length > LINKED) return link("/vendor", all);
  return format.list(stores.map(({ slug, name }) => link(`/vendor/${slug}/membership`, name)));
}
