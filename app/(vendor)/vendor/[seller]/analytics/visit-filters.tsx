"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCountryName } from "@/components/country-flag";
import { CustomerCombobox } from "@/components/customer-combobox";
import { Button } from "@/components/ui/button";
import type { ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { analyticsParams } from "@/lib/visits/query-options";
import type { Analytics } from "@/lib/visits/rules";
import type { PartProps } from "./analytics-screen";
import { DateRange } from "./date-range";

interface VisitFiltersProps extends PartProps {
  today: string;
  /** What is on the screen: its days, and the countries to choose from. */
  shown: Analytics;
  customer: ComboboxOption | null;
  onCustomer: (customer: ComboboxOption | null) => void;
  onClear: () => void;
}

export function VisitFilters(props: VisitFiltersProps) {
  const { store, today, view, shown, customer, onChange, onCustomer, onClear } = props;
  const t = useTranslations("visits.filters");
  return (
    <section aria-label={t("label")} className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <DateRange timeZone={store.timeZone} today={today} view={view} onChange={onChange} />
      <Field label={t("country")} className="max-sm:w-full sm:w-48">
        <Select value={view.country ?? ""} onChange={(event) => onChange({ country: event.target.value || undefined })}>
          <option value="">{t("anyCountry")}</option>
          <CountryOptions codes={[...shown.countries.map(({ country }) => country), view.country]} />
        </Select>
      </Field>
      <Field label={t("customer")} className="max-sm:w-full sm:w-60">
        <CustomerCombobox store={store} selected={view.customer ? customer : null} onSelect={onCustomer} />
      </Field>
      {analyticsParams({ ...view, show: "last", visit: undefined }).size > 0 ? (
        <Button variant="ghost" onClick={onClear} className="max-sm:w-full">
          {t("clear")}
        </Button>
      ) : null}
    </section>
  );
}

/** Countries from which somebody came, and the one that is chosen anyway. */
function CountryOptions({ codes }: { codes: (string | undefined)[] }) {
  const locale = useLocale();
  const nameOf = useCountryName();
  const choices = [...new Set(codes)]
    .flatMap((code) => (code ? [{ code, name: nameOf(code) }] : []))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  return choices.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}
