"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useFocusBeside } from "@/components/ui/use-focus-beside";
import type { RequestItem } from "@/lib/customers/requests/schema";
import { PriceListSelect } from "./price-list-select";
import { RejectButton } from "./reject-button";
import { useRequestChoices } from "./request-choices";
import { useDecisions } from "./use-decisions";

export interface RequestDecisionProps {
  slug: string;
  request: RequestItem;
  priceLists: { id: string; name: string }[];
  onDecided: () => Promise<void>;
}

/** The usual decision takes one click. */
export function RequestActions({ slug, request, priceLists, onDecided }: RequestDecisionProps) {
  const t = useTranslations("customers.requests");
  const { prices, choose } = useRequestChoices();
  const priceListId = prices[request.id] ?? "";
  const { approve, approving } = useDecisions(slug, onDecided, priceLists);
  const actions = useRef<HTMLSpanElement>(null);
  useFocusBeside(actions);
  return (
    <span ref={actions} className="flex items-end justify-end gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2">
      {priceLists.length > 0 ? (
        <Field label={t("priceList")} className="text-start max-sm:col-span-2 sm:w-40">
          <PriceListSelect priceLists={priceLists} value={priceListId} onChange={(id) => choose(request.id, id)} />
        </Field>
      ) : null}
      {request.state === "requested" ? (
        <RejectButton slug={slug} rows={[request]} onDecided={onDecided} className="max-sm:h-11" />
      ) : null}
      <Button
        size="sm"
        pending={approving}
        onClick={() => approve([request], () => priceListId)}
        className="max-sm:h-11"
      >
        {t("approve")}
      </Button>
    </span>
  );
}
