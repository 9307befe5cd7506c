"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { updateCustomerAction } from "@/lib/customers/actions";
import type { CustomerItem } from "@/lib/customers/schema";
import { useCustomerName } from "./use-customer-name";

interface EditCustomerProps {
  slug: string;
  customer: CustomerItem;
  priceLists: { id: string; name: string }[];
  onSaved: () => void;
}

export function EditCustomer({ slug, customer, priceLists, onSaved }: EditCustomerProps) {
  const t = useTranslations("customers.edit");
  const name = useCustomerName(customer);
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="iconSm" aria-label={t("label", { name })}>
          <Pencil aria-hidden="true" />
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <EditForm
          slug={slug}
          customer={customer}
          priceLists={priceLists}
          onSaved={() => {
            setOpen(false);
            onSaved();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ slug, customer: { id, own, priceList, ...customer }, priceLists, onSaved }: EditCustomerProps) {
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
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("edit.company")} error={fieldErrors.company} optional>
          <Input name="company" defaultValue={own.company ?? ""} placeholder={customer.company ?? ""} maxLength={100} />
        </Field>
        <Field label={t("edit.name")} error={fieldErrors.name} optional>
          <Input name="name" defaultValue={own.name ?? ""} placeholder={customer.name ?? ""} maxLength={100} />
        </Field>
      </div>
      <Field label={t("edit.priceList")} hint={t("edit.priceListHint")} error={fieldErrors.priceListId}>
        <Select name="priceListId" defaultValue={priceList?.id ?? ""}>
          <option value="">{t("listPrices")}</option>
          {priceLists.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("edit.note")} error={fieldErrors.note} optional>
        <Textarea name="note" rows={3} defaultValue={own.note ?? ""} maxLength={1000} />
      </Field>
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("edit.save")}
        </Button>
      </DialogFooter>
    </form>
  );
}
