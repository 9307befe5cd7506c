"use client";

import { useTranslations } from "next-intl";
import { PriceListOptions } from "@/components/price-list-options";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ClientItem } from "@/lib/clients/schema";

interface ClientFieldsProps {
  client?: ClientItem;
  priceLists: { id: string; name: string }[];
  errors: Record<string, string>;
}

/** The fields of an entry, for adding and editing. */
export function ClientFields({ client, priceLists, errors }: ClientFieldsProps) {
  const t = useTranslations("clients");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("fields.phone")}
          optional={t("fields.orEmail")}
          hint={t("fields.phoneHint")}
          error={errors.phone}
        >
          <Input
            name="phone"
            type="tel"
            autoComplete="off"
            dir="ltr"
            defaultValue={client?.phone ?? ""}
            className="rtl:text-end"
            autoFocus
          />
        </Field>
        <Field label={t("fields.email")} optional={t("fields.orPhone")} error={errors.email}>
          <Input
            name="email"
            type="email"
            autoComplete="off"
            dir="ltr"
            defaultValue={client?.email ?? ""}
            className="rtl:text-end"
          />
        </Field>
        <Field label={t("fields.company")} error={errors.company} optional>
          <Input name="company" defaultValue={client?.company ?? ""} maxLength={100} />
        </Field>
        <Field label={t("fields.name")} error={errors.name} optional>
          <Input name="name" defaultValue={client?.name ?? ""} maxLength={100} />
        </Field>
      </div>
      <Field label={t("fields.priceList")} hint={t("fields.priceListHint")} error={errors.priceListId}>
        <Select name="priceListId" defaultValue={client?.priceList?.id ?? ""}>
          <PriceListOptions none={t("listPrices")} priceLists={priceLists} />
        </Select>
      </Field>
    </>
  );
}

export function readClientFields(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    phone: text("phone"),
    email: text("email"),
    name: text("name"),
    company: text("company"),
    priceListId: text("priceListId"),
  };
}
