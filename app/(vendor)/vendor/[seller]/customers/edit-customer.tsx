"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { CustomerItem } from "@/lib/customers/schema";
import { CustomerForm } from "./customer-form";
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
        <CustomerForm
          slug={slug}
          customer={customer}
          priceLists={priceLists}
          onStale={onSaved}
          onSaved={() => {
            setOpen(false);
            onSaved();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
