"use client";

import { useTranslations } from "next-intl";
import { PriceListOptions } from "@/components/price-list-options";
import { Select } from "@/components/ui/select";

interface PriceListSelectProps {
  priceLists: { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
}

/** At whose prices somebody comes in; none: list prices. A Field names it. */
export function PriceListSelect({ priceLists, value, onChange }: PriceListSelectProps) {
  const t = useTranslations("customers");
  return (
    <Select value={value} onChange={(event) => onChange(event.target.value)}>
      <PriceListOptions none={t("listPrices")} priceLists={priceLists} />
    </Select>
  );
}
