"use client";

import { useTranslations } from "next-intl";
import { PriceListOptions } from "@/components/price-list-options";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { updateCustomerAction } from "@/lib/customers/actions";
import type { CustomerItem } from "@/lib/customers/schema";

interface CustomerFormProps {
  slug: string;
  customer: CustomerItem;
  priceLists: { id: string; name: string }[];
  onSaved: () => void;
}

/** What the seller itself says of a customer, and at which prices they buy. */
export function CustomerForm({
  slug,
  customer: { id, own, priceList, ...customer },
  priceLists,
  onSaved,
}: CustomerFormProps) {
  const t = useTranslations("customers");
  type Change = Parameters<typeof updateCustomerAction>[1];
  const { submit, pending, fieldErrors } = useAction((change: Change) => updateCustomerAction(slug, change), {
    success: t("edit.saved"),
    onSuccess: onSaved,
  });
  const read = (form: FormData): [Change] => {
    const text = (name: string) => String(form.get(name) ?? "");
    return [
      {
        customerId: id,
        name: text("name"),
        company: text("company"),
        note: text("note"),
        priceListId: text("priceListId"),
      },
    ];
  };
  return (
    <form noValidate onSubmit={submit(read)} className="flex flex-col gap-4">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] gap-4">
        <Field label={t("edit.company")} error={fieldErrors.company} optional>
          <Input name="company" defaultValue={own.company ?? ""} placeholder={customer.company ?? ""} maxLength={100} />
        </Field>
        <Field label={t("edit.name")} error={fieldErrors.name} optional>
          <Input name="name" defaultValue={own.name ?? ""} placeholder={customer.name ?? ""} maxLength={100} />
        </Field>
      </div>
      <Field label={t("edit.priceList")} hint={t("edit.priceListHint")} error={fieldErrors.priceListId}>
        <Select name="priceListId" defaultValue={priceList?.id ?? ""}>
          <PriceListOptions none={t("listPrices")} priceLists={priceLists} />
        </Select>
      </Field>
      <Field label={t("edit.note")} error={fieldErrors.note} optional>
        <Textarea name="note" rows={3} defaultValue={own.note ?? ""} maxLength={1000} />
      </Field>
      <Button type="submit" pending={pending} className="self-end max-sm:self-stretch">
        {t("edit.save")}
      </Button>
    </form>
  );
}
