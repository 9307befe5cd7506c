"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { restoreCustomerAction, revokeCustomerAction } from "@/lib/customers/actions";
import { canRestore, canRevoke } from "@/lib/customers/rules";
import type { CustomerItem } from "@/lib/customers/schema";
import { EditCustomer } from "./edit-customer";
import { useCustomerName } from "./use-customer-name";

interface CustomerActionsProps {
  slug: string;
  customer: CustomerItem;
  priceLists: { id: string; name: string }[];
  onChanged: () => void;
}

export function CustomerActions({ slug, customer, priceLists, onChanged }: CustomerActionsProps) {
  return (
    <span className="flex justify-end gap-1 max-sm:flex-wrap max-sm:justify-start">
      <EditCustomer slug={slug} customer={customer} priceLists={priceLists} onSaved={onChanged} />
      {canRevoke(customer) ? <RevokeAccess slug={slug} customer={customer} onChanged={onChanged} /> : null}
      {canRestore(customer) ? <RestoreAccess slug={slug} customer={customer} onChanged={onChanged} /> : null}
    </span>
  );
}

type OneActionProps = Omit<CustomerActionsProps, "priceLists">;

function RevokeAccess({ slug, customer, onChanged }: OneActionProps) {
  const t = useTranslations("customers.revoke");
  const name = useCustomerName(customer);
  const { run, pending } = useAction(() => revokeCustomerAction(slug, { customerId: customer.id }), {
    success: t("done", { name }),
    onSuccess: onChanged,
    onFailure: onChanged,
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" size="sm">
          {t("button")}
        </Button>
      }
      title={t("title", { name })}
      description={customer.status === "invited" ? t("invitedDescription") : t("description")}
      confirmLabel={t("button")}
      pending={pending}
      onConfirm={() => run()}
    />
  );
}

function RestoreAccess({ slug, customer, onChanged }: OneActionProps) {
  const t = useTranslations("customers.restore");
  const name = useCustomerName(customer);
  const { run, pending } = useAction(() => restoreCustomerAction(slug, { customerId: customer.id }), {
    success: t("done", { name }),
    onSuccess: onChanged,
    onFailure: onChanged,
  });
  return (
    <Button variant="ghost" size="sm" pending={pending} onClick={() => run()}>
      {t("button")}
    </Button>
  );
}
