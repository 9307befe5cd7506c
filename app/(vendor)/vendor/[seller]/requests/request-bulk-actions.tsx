"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import type { RequestItem, RequestState } from "@/lib/customers/requests/schema";
import { PriceListSelect } from "./price-list-select";
import { RejectButton } from "./reject-button";
import { useRequestChoices } from "./request-choices";
import { useDecisions } from "./use-decisions";

interface RequestBulkActionsProps {
  slug: string;
  state: RequestState;
  /** The marked ones. */
  rows: RequestItem[];
  priceLists: { id: string; name: string }[];
  onDecided: () => Promise<void>;
}

/** Of one's own, beside the ids of price lists. */
const PER_ROW = "per row";

export function RequestBulkActions({ slug, state, rows, priceLists, onDecided }: RequestBulkActionsProps) {
  const t = useTranslations("customers.requests");
  const { told, prices } = useRequestChoices();
  const [priceListId, setPriceListId] = useState(PER_ROW);
  const { approve, approving, fieldErrors } = useDecisions(slug, onDecided, priceLists);
  return (
    <>
      {state === "requested" ? <RejectButton slug={slug} rows={rows} onDecided={onDecided} /> : null}
      <ConfirmDialog
        trigger={<Button size="sm">{t("approve")}</Button>}
        title={t("bulk.approveTitle", { count: rows.length })}
        description={t(told ? "bulk.approveDescription" : "bulk.approveQuiet")}
        confirmLabel={t("approve")}
        tone="primary"
        pending={approving}
        onConfirm={() => approve(rows, ({ id }) => (priceListId === PER_ROW ? (prices[id] ?? "") : priceListId))}
      >
        {priceLists.length > 0 ? (
          <Field label={t("bulk.priceList")} error={fieldErrors.priceListId}>
            <PriceListSelect
              priceLists={[{ id: PER_ROW, name: t("bulk.perRow") }, ...priceLists]}
              value={priceListId}
              onChange={setPriceListId}
            />
          </Field>
        ) : null}
      </ConfirmDialog>
    </>
  );
}
