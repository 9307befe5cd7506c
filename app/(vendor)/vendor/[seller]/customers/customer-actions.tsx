"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { canRestore, canRevoke } from "@/lib/customers/rules";
import type { CustomerItem } from "@/lib/customers/schema";
import { useCustomerAccess } from "./use-customer-access";
import { useCustomerName } from "./use-customer-name";

interface CustomerActionsProps {
  slug: string;
  customer: CustomerItem;
  onChanged: () => void;
  /** On the customer's own page the buttons are those of the page. */
  size?: "sm" | "md";
}

/** Revoking can be undone, so that nobody is asked first; an invitation that is taken back cannot. */
export function CustomerActions({ slug, customer, onChanged, size = "sm" }: CustomerActionsProps) {
  const t = useTranslations("customers");
  const name = useCustomerName(customer);
  const { revoke, restore, pending } = useCustomerAccess(slug, onChanged, name);
  const large = size === "md";
  if (canRestore(customer)) {
    return (
      <Button
        variant={large ? "secondary" : "ghost"}
        size={size}
        pending={pending}
        onClick={() => void restore([customer.id])}
      >
        {t("restore.button")}
      </Button>
    );
  }
  if (!canRevoke(customer)) return null;
  if (customer.status === "approved") {
    return (
      <Button
        variant={large ? "secondary" : "dangerGhost"}
        size={size}
        pending={pending}
        onClick={() => void revoke([customer.id])}
      >
        {t("revoke.button")}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant={large ? "secondary" : "dangerGhost"} size={size}>
          {t("revoke.button")}
        </Button>
      }
      title={t("revoke.title", { name })}
      description={t("revoke.invitedDescription")}
      confirmLabel={t("revoke.button")}
      pending={pending}
      onConfirm={() => revoke([customer.id])}
    />
  );
}
