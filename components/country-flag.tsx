"use client";

import { useLocale, useTranslations } from "next-intl";
import { countryName } from "@/lib/i18n/format";
import { UNKNOWN_COUNTRY } from "@/lib/visits/rules";

/** A country by its flag and its name in the reader's language. */
export function Country({ code }: { code: string }) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-2">
      <CountryFlag code={code} />
      <span className="truncate">{useCountryName()(code)}</span>
    </span>
  );
}

export function useCountryName(): (code: string) => string {
  const locale = useLocale();
  const t = useTranslations("visits.filters");
  return (code) => (code === UNKNOWN_COUNTRY ? t("unknownCountry") : countryName(code, locale));
}

/** Says nothing that the name beside it does not say. */
export function CountryFlag({ code }: { code: string }) {
  if (code === UNKNOWN_COUNTRY) {
    return (
      <span
        aria-hidden="true"
        className="grid h-4 w-6 shrink-0 place-items-center rounded-sm border border-border bg-muted font-medium text-muted-foreground text-xs leading-none"
      >
        ?
      </span>
    );
  }
  return (
    <span aria-hidden="true" className="w-6 shrink-0 text-center font-flags text-xl leading-none">
      {flagOf(code)}
    </span>
  );
}

/** Two letters of their own alphabet make a flag. */
function flagOf(code: string): string {
  return String.fromCodePoint(...[...code].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
}
