"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { formatMoney, localDecimal, minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { NEW_CATEGORY, parseMoney } from "@/lib/products/rules";
import type { CategoryDto, ProductDraft } from "@/lib/products/schema";
import type { DraftName } from "./use-product-draft";

export interface DraftForm {
  draft: ProductDraft;
  set: (name: DraftName, value: string) => void;
  clashes: Partial<ProductDraft>;
  errors: Record<string, string>;
  currency: string;
}

interface DraftFieldProps
  extends Pick<ComponentProps<"input">, "maxLength" | "inputMode" | "autoCapitalize" | "spellCheck"> {
  form: DraftForm;
  name: DraftName;
  label: string;
  hint?: string;
  required?: boolean;
  optional?: boolean;
  multiline?: boolean;
  className?: string;
}

export function DraftField({
  form,
  name,
  label,
  hint,
  required,
  optional,
  multiline,
  className,
  ...input
}: DraftFieldProps) {
  const control = {
    name,
    value: form.draft[name],
    onChange: (event: { target: { value: string } }) => form.set(name, event.target.value),
  };
  return (
    <Field
      label={label}
      hint={useHint({ form, name, text: hint })}
      error={form.errors[name]}
      required={required}
      optional={optional}
      className={className}
    >
      {multiline ? (
        <Textarea {...control} rows={4} maxLength={input.maxLength} />
      ) : (
        <Input {...control} {...input} autoComplete="off" />
      )}
    </Field>
  );
}

/** An amount in the seller's currency; says how it was understood when that is not plain. */
export function MoneyField(props: Omit<DraftFieldProps, "inputMode">) {
  const t = useTranslations("products.form");
  const locale = useLocale();
  const { draft, currency } = props.form;
  const digits = minorDigits(currency);
  const typed = draft[props.name];
  const minor = parseMoney(typed, digits);
  const plain = minor === null || typed.trim() === localDecimal(minorToDecimal(minor, digits), locale);
  const hint = plain ? props.hint : t("readsAs", { amount: formatMoney(minor, currency, locale) });
  return <DraftField {...props} hint={hint} inputMode="decimal" maxLength={40} />;
}

export function CategoryField({
  form,
  categories,
  className,
}: {
  form: DraftForm;
  categories: CategoryDto[];
  className?: string;
}) {
  const t = useTranslations("products.form");
  const adding = form.draft.categoryId === NEW_CATEGORY;
  const choose = (value: string) => {
    form.set("categoryId", value);
    form.set("newCategory", "");
  };
  return (
    <div className={className}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("category")}
          hint={useHint({ form, name: "categoryId", categories })}
          error={form.errors.categoryId}
          optional
        >
          <Select name="categoryId" value={form.draft.categoryId} onChange={(event) => choose(event.target.value)}>
            <option value="">{t("noCategory")}</option>
            {categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={NEW_CATEGORY}>{t("addCategory")}</option>
          </Select>
        </Field>
        {adding ? <DraftField form={form} name="newCategory" label={t("newCategory")} required maxLength={80} /> : null}
      </div>
    </div>
  );
}

/** What somebody else wrote here meanwhile comes before the usual hint. */
function useHint({ form, name, text, categories }: HintSource): ReactNode {
  const t = useTranslations("products.form");
  const theirs = form.clashes[name];
  if (theirs === undefined) return text;
  const value = categories ? categories.find(({ id }) => id === theirs)?.name : theirs;
  return <span className="font-medium text-warning">{value ? t("theirs", { value }) : t("theirsEmpty")}</span>;
}

interface HintSource {
  form: DraftForm;
  name: DraftName;
  text?: string;
  categories?: CategoryDto[];
}
