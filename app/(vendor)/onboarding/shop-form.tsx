"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { AccentField } from "@/components/accent-field";
import { LogoField } from "@/components/logo-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { locales } from "@/lib/i18n/locales";
import { checkSlugAction, saveShopAction } from "@/lib/onboarding/actions";
import { SHOP_FIELDS, shopInput } from "@/lib/onboarding/schema";
import type { ShopValues } from "./form-values";
import { StepForm, textsOf, wrongFields } from "./step-form";

interface ShopFormProps {
  slug: string;
  values: ShopValues;
  name: string;
  logo: string | null;
  /** What stands before the shop's own part of its address. */
  place: string;
  back: ReactNode;
}

export function ShopForm({ slug, name, logo, values, place, back }: ShopFormProps) {
  return (
    <StepForm
      slug={slug}
      step="shop"
      initial={values}
      read={readShop}
      wrong={(typed) => wrongFields(shopInput, toInput(typed))}
      save={(seller, typed) => saveShopAction(seller, toInput(typed))}
      back={back}
    >
      {(errors) => (
        <>
          <SlugField seller={slug} value={values.slug} place={place} error={errors.slug} />
          <AddressFields values={values} errors={errors} />
          <LookFields seller={slug} name={name} logo={logo} accent={values.accent} error={errors.accent} />
          <Languages chosen={values.languages.split(",")} error={errors.languages} />
          <Discovery on={values.discoverable === "on"} />
        </>
      )}
    </StepForm>
  );
}

function readShop(form: FormData): ShopValues {
  return { ...textsOf(form, SHOP_FIELDS), languages: form.getAll("languages").join() };
}

function toInput(typed: ShopValues) {
  return {
    ...typed,
    languages: typed.languages.split(",").filter(Boolean),
    discoverable: typed.discoverable === "on",
  };
}

type FieldsProps = { values: ShopValues; errors: Record<string, string> };

const PAUSE = 500;

/** Says while one types whether the address is free; saving decides. */
function SlugField({ seller, value, place, error }: { seller: string; value: string; place: string; error?: string }) {
  const t = useTranslations("onboarding.slug");
  const [free, setFree] = useState<string | null>(null);
  const [asked, setAsked] = useState(value);
  const { run, fieldErrors } = useAction((slug: string) => checkSlugAction(seller, { slug }), { toastFailure: false });
  const check = async (text: string) => {
    const slug = text.trim().toLowerCase();
    if (!slug || slug === asked) return;
    setAsked(slug);
    setFree(null);
    const result = await run(slug);
    if (result?.ok) setFree(slug);
  };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Not on leaving the field: what the answer moves would swallow the click that left it.
  const checkSoon = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void check(text), PAUSE);
  };
  return (
    <Field
      label={t("label")}
      hint={free ? t("free", { address: `${place}${free}` }) : t("hint", { place })}
      error={fieldErrors.slug ?? (free ? undefined : error)}
      required
    >
      <Input
        name="slug"
        dir="ltr"
        defaultValue={value}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => checkSoon(event.currentTarget.value)}
        className="rtl:text-end"
      />
    </Field>
  );
}

function AddressFields({ values, errors }: FieldsProps) {
  const t = useTranslations("sellers.fields");
  return (
    <>
      <Field label={t("street")} error={errors.street} required>
        <Input name="street" defaultValue={values.street} autoComplete="street-address" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-[1fr_2fr]">
        <Field label={t("postcode")} error={errors.postcode} optional>
          <Input name="postcode" defaultValue={values.postcode} autoComplete="postal-code" />
        </Field>
        <Field label={t("town")} error={errors.town} required>
          <Input name="town" defaultValue={values.town} autoComplete="address-level2" />
        </Field>
      </div>
      <Field label={t("trade")} hint={t("tradeHint")} error={errors.trade} optional>
        <Input name="trade" defaultValue={values.trade} autoComplete="off" />
      </Field>
      <Field label={t("description")} hint={t("descriptionHint")} error={errors.description} optional>
        <Textarea name="description" rows={3} defaultValue={values.description} />
      </Field>
    </>
  );
}

interface LookFieldsProps extends Pick<ShopFormProps, "name" | "logo"> {
  seller: string;
  accent: string;
  error: string | undefined;
}

/** The logo is saved by itself, the colour with the step. */
function LookFields({ seller, name, logo, accent, error }: LookFieldsProps) {
  const [picture, setPicture] = useState(logo);
  const [colour, setColour] = useState(accent);
  return (
    <>
      <LogoField seller={seller} name={name} logo={picture} onChange={setPicture} />
      <AccentField name="accent" value={colour} onChange={setColour} shop={{ name, logo: picture }} error={error} />
    </>
  );
}

function Languages({ chosen, error }: { chosen: string[]; error?: string }) {
  const t = useTranslations("sellers.fields");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("languages")}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {Object.entries(locales).map(([tag, { label }]) => (
          <CheckLine key={tag} name="languages" value={tag} checked={chosen.includes(tag)} label={label} />
        ))}
      </div>
      {error ? <FieldError>{error}</FieldError> : null}
    </fieldset>
  );
}

function Discovery({ on }: { on: boolean }) {
  const t = useTranslations("sellers.fields");
  return (
    <div className="flex flex-col gap-1">
      <CheckLine name="discoverable" value="on" checked={on} label={t("discoverable")} />
      <p className="ps-8 text-muted-foreground text-xs">{t("discoverableHint")}</p>
    </div>
  );
}

interface CheckLineProps {
  name: string;
  value: string;
  checked: boolean;
  label: string;
}

function CheckLine({ name, value, checked, label }: CheckLineProps) {
  const id = `${name}-${value}`;
  return (
    <span className="flex min-h-11 items-center gap-2 text-sm sm:min-h-8">
      <Checkbox id={id} name={name} value={value} defaultChecked={checked} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
