"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type NewerValue, NewerValues } from "@/components/newer-values";
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
  /** Somebody has changed it meanwhile: it has to be read again. */
  onStale: () => void;
}

/** What the seller itself says of a customer, and at which prices they buy. */
export function CustomerForm({ slug, customer, priceLists, onSaved, onStale }: CustomerFormProps) {
  const t = useTranslations("customers");
  const { id, own, priceList } = customer;
  const now = writtenOf(customer);
  // The page goes on reading; the form began with this.
  const [begun, setBegun] = useState(now);
  const [stale, setStale] = useState(false);
  const newer = useNewerValues(begun, now, priceLists);
  type Change = Parameters<typeof updateCustomerAction>[1];
  const { submit, pending, fieldErrors } = useAction(
    async (change: Change) => {
      const result = await updateCustomerAction(slug, { ...change, seen: stale ? now : begun });
      if (result.ok) setBegun(asStored(change));
      setStale(!result.ok && (stale || result.error.code === "conflict"));
      return result;
    },
    {
      success: t("edit.saved"),
      onSuccess: onSaved,
      onFailure: ({ code }) => code === "conflict" && onStale(),
    },
  );
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
      {stale && newer.length > 0 ? <NewerValues values={newer} /> : null}
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

type Written = { name: string | null; company: string | null; note: string | null; priceListId: string | null };

function writtenOf({ own: { name, company, note }, priceList }: CustomerItem): Written {
  return { name, company, note, priceListId: priceList?.id ?? null };
}

function asStored({ name, company, note, priceListId }: Record<keyof Written, string | null>): Written {
  const stored = (text: string | null) => text?.trim() || null;
  return { name: stored(name), company: stored(company), note: stored(note), priceListId: priceListId || null };
}

/** What stands there now, where that is not what the form began with. */
function useNewerValues(begun: Written, now: Written, priceLists: CustomerFormProps["priceLists"]): NewerValue[] {
  const t = useTranslations("customers");
  const values = (["company", "name", "note"] as const).flatMap((field) =>
    begun[field] === now[field] ? [] : [{ label: t(`edit.${field}`), value: now[field] }],
  );
  if (begun.priceListId === now.priceListId) return values;
  const list = priceLists.find(({ id }) => id === now.priceListId);
  return [...values, { label: t("edit.priceList"), value: list?.name ?? t("listPrices") }];
}
