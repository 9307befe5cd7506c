"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import type { RequestItem, RequestState } from "@/lib/customers/requests/schema";
import { PriceListSelect } from "./price-list-select";
import { RejectButton } from "./reject-button";
import { useDecisions } from "./use-decisions";

interface RequestBulkActionsProps {
  slug: string;
  state: RequestState;
  /** The marked ones. */
  rows: RequestItem[];
  priceLists: { id: string; name: string }[];
  onDecided: () => Promise<void>;
}

export function RequestBulkActions({ slug, state, rows, priceLists, onDecided }: RequestBulkActionsProps) {
  const t = useTranslations("customers.requests");
  const [priceListId, setPriceListId] = useState("");
  const { approve, approving, fieldErrors } = useDecisions(slug, onDecided, priceLists);
  return (
    <>
      {state === "requested" ? <RejectButton slug={slug} rows={rows} onDecided={onDecided} /> : null}
      <ConfirmDialog
        trigger={<Button size="sm">{t("approve")}</Button>}
        title={t("bulk.approveTitle", { count: rows.length })}
        description={t("bulk.approveDescription")}
        confirmLabel={t("approve")}
        tone="primary"
        pending={approving}
        onConfirm={() => approve(rows, priceListId)}
      >
        {priceLists.length > 0 ? (
          <Field label={t("bulk.priceList")} error={fieldErrors.priceListId}>
            <PriceListSelect priceLists={priceLists} value={priceListId} onChange={setPriceListId} />
          </Field>
        ) : null}
      </ConfirmDialog>
    </>
  );
}
