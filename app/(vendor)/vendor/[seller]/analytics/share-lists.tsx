"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { CountryFlag, useCountryName } from "@/components/country-flag";
import { Button } from "@/components/ui/button";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import type { Analytics } from "@/lib/visits/rules";
import { DeviceIcon } from "./visit-words";

interface CountryListProps {
  countries: Analytics["countries"];
  chosen: string | undefined;
  onChoose: (country: string | undefined) => void;
}

/** As many as one compares at a glance. */
const SHOWN = 5;

/** Where visits came from; a country narrows the page to itself, and once more to all again. */
export function CountryList({ countries, chosen, onChoose }: CountryListProps) {
  const t = useTranslations("visits.countries");
  const nameOf = useCountryName();
  const [all, setAll] = useState(false);
  const total = countries.reduce((sum, { visits }) => sum + visits, 0);
  const most = countries[0]?.visits ?? 0;
  const more = countries.length > SHOWN;
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      {countries.length === 0 ? <Nothing>{t("empty")}</Nothing> : null}
      <ul className="flex flex-col p-2">
        {countries.slice(0, all ? undefined : SHOWN).map(({ country, visits }) => {
          const is = country === chosen;
          const words = { country: nameOf(country), visits, percent: visits / total };
          return (
            <li key={country}>
              <button
                type="button"
                aria-pressed={is}
                aria-label={t("only", words)}
                title={is ? t("again") : undefined}
                onClick={() => onChoose(is ? undefined : country)}
                className={cn(
                  "w-full rounded-md px-2 py-2 text-start transition-colors hover:bg-hover max-sm:min-h-11",
                  is && "bg-brand-soft",
                )}
              >
                <Share
                  sign={<CountryFlag code={country} />}
                  name={nameOf(country)}
                  visits={visits}
                  total={total}
                  most={most}
                  faint={chosen !== undefined && !is}
                />
              </button>
            </li>
          );
        })}
      </ul>
      {more ? (
        <CardFooter>
          <Button variant="ghost" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t("fewer") : t("all", { count: countries.length })}
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

export function DeviceList({ devices }: { devices: Analytics["devices"] }) {
  const t = useTranslations("visits");
  const total = devices.reduce((sum, { visits }) => sum + visits, 0);
  const most = Math.max(...devices.map(({ visits }) => visits));
  return (
    <Card>
      <CardHeader title={t("deviceList.title")} description={t("deviceList.description")} />
      {total === 0 ? (
        <Nothing>{t("countries.empty")}</Nothing>
      ) : (
        <ul className="flex flex-col p-2">
          {devices.map(({ device, visits }) => (
            <li key={device} className="px-2 py-2">
              <Share
                sign={<DeviceIcon device={device} />}
                name={t(`devices.${device}`)}
                visits={visits}
                total={total}
                most={most}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface ShareProps {
  sign: ReactNode;
  name: string;
  visits: number;
  total: number;
  /** Of the longest bar. */
  most: number;
  faint?: boolean;
}

function Share({ sign, name, visits, total, most, faint }: ShareProps) {
  const format = useFormatter();
  return (
    <span className="flex items-center gap-3 text-sm">
      <span aria-hidden="true" className="grid w-6 shrink-0 place-items-center">
        {sign}
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="font-medium tabular-nums">{format.number(visits)}</span>
          <span className="w-12 text-end text-muted-foreground text-xs tabular-nums">
            {format.number(visits / total, { style: "percent", maximumFractionDigits: 1 })}
          </span>
        </span>
        <span aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-muted">
          <span
            className={cn("block h-full rounded-full bg-brand", faint && "opacity-40")}
            style={{ width: `${(visits / most) * 100}%` }}
          />
        </span>
      </span>
    </span>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="px-4 py-8 text-center text-muted-foreground text-sm">{children}</p>;
}
