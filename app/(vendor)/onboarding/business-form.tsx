"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { saveBusinessAction } from "@/lib/onboarding/actions";
import { countryGuess, placeAfterMove } from "@/lib/onboarding/places/rules";
import { BUSINESS_FIELDS, businessInput } from "@/lib/onboarding/schema";
import type { Choice, Choices } from "./choices";
import type { BusinessValues } from "./form-values";
import { StepForm, textsOf, wrongFields } from "./step-form";

interface BusinessFormProps {
  slug: string | null;
  values: BusinessValues;
  choices: Choices;
}

export function BusinessForm({ slug, values, choices }: BusinessFormProps) {
  const t = useTranslations("sellers.fields");
  return (
    <StepForm
      slug={slug}
      step="business"
      initial={values}
      read={(form) => textsOf(form, BUSINESS_FIELDS)}
      wrong={(typed) => wrongFields(businessInput, typed)}
      save={saveBusinessAction}
    >
      {(errors) => (
        <>
          <Field label={t("name")} hint={t("nameHint")} error={errors.name} required>
            <Input name="name" defaultValue={values.name} autoComplete="organization" />
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("legalName")} hint={t("legalNameHint")} error={errors.legalName} required>
              <Input name="legalName" defaultValue={values.legalName} />
            </Field>
            <Field
              label={t("registrationNumber")}
              hint={t("registrationNumberHint")}
              error={errors.registrationNumber}
              optional
            >
              <Input name="registrationNumber" defaultValue={values.registrationNumber} autoComplete="off" />
            </Field>
          </div>
          <PlaceFields values={values} choices={choices} errors={errors} />
        </>
      )}
    </StepForm>
  );
}

interface PlaceFieldsProps extends Omit<BusinessFormProps, "slug"> {
  errors: Record<string, string>;
}

/** Where the business is: guessed from the browser until one says otherwise. */
function PlaceFields({ values, choices, errors }: PlaceFieldsProps) {
  const t = useTranslations("sellers.fields");
  const tOnboarding = useTranslations("onboarding");
  const [country, setCountry] = useState(values.country);
  const [place, setPlace] = useState({ currency: values.currency, timeZone: values.timeZone });
  const [chosen, setChosen] = useState({ currency: false, timeZone: false });
  const { countries, currencies, timeZones } = choices;
  const guessOf = (code: string) => countries.find(({ value }) => value === code) ?? null;
  useEffect(() => {
    const guess = countries.find(({ value }) => value === (values.country || countryGuess(navigator.language)));
    setCountry((now) => now || (guess?.value ?? ""));
    setPlace(({ currency, timeZone }) => ({
      currency: currency || (guess?.currency ?? ""),
      timeZone: timeZone || known(timeZones, browserZone()) || (guess?.timeZone ?? "UTC"),
    }));
  }, [countries, timeZones, values.country]);
  const move = (code: string) => {
    const to = guessOf(code);
    if (to) setPlace(placeAfterMove({ ...place, chosen }, { from: guessOf(country), to, browserZone: browserZone() }));
    setCountry(code);
  };
  const choose = (name: keyof typeof chosen) => (value: string) => {
    setPlace({ ...place, [name]: value });
    setChosen({ ...chosen, [name]: true });
  };
  const select = (name: string, value: string, set: (value: string) => void, list: Choice[]) => (
    <Select name={name} value={value} onChange={(event) => set(event.target.value)}>
      <option value="">{tOnboarding("choose")}</option>
      {list.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={t("country")} error={errors.country} required>
        {select("country", country, move, countries)}
      </Field>
      <Field label={t("currency")} error={errors.currency} required>
        {select("currency", place.currency, choose("currency"), currencies)}
      </Field>
      <Field label={t("timeZone")} hint={tOnboarding("timeZoneHint")} error={errors.timeZone} required>
        {select("timeZone", place.timeZone, choose("timeZone"), timeZones)}
      </Field>
    </div>
  );
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function known(list: Choice[], value: string): string {
  return list.some((choice) => choice.value === value) ? value : "";
}
