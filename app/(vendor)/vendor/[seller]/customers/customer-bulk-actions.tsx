"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { canRestore, canRevoke } from "@/lib/customers/rules";
import type { CustomerItem } from "@/lib/customers/schema";
import { useCustomerAccess } from "./use-customer-access";

interface CustomerBulkActionsProps {
  slug: string;
  /** The marked ones. */
  rows: CustomerItem[];
  onDone: () => void;
}

export function CustomerBulkActions({ slug, rows, onDone }: CustomerBulkActionsProps) {
  const t = useTranslations("customers");
  const { revoke, restore, pending } = useCustomerAccess(slug, onDone);
  const revocable = rows.filter(canRevoke).map(({ id }) => id);
  const restorable = rows.filter(canRestore).map(({ id }) => id);
  const invited = rows.filter(({ status }) => status === "invited").length;
  return (
    <>
      {revocable.length > 0 && invited === 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => void revoke(revocable)}>
          {t("revoke.button")}
        </Button>
      ) : null}
      {invited > 0 ? (
        <ConfirmDialog
          trigger={
            <Button variant="secondary" size="sm">
              {t("revoke.button")}
            </Button>
          }
          title={t("access.revokeTitle", { count: revocable.length })}
          description={t("access.revokeInvited", { count: invited })}
          confirmLabel={t("revoke.button")}
          pending={pending}
          onConfirm={() => revoke(revocable)}
        />
      ) : null}
      {restorable.length > 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => void restore(restorable)}>
          {t("restore.button")}
        </Button>
      ) : null}
    </>
  );
}
