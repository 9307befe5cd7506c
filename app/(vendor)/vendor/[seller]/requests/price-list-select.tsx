"use client";

import { useTranslations } from "next-intl";
import { PriceListOptions } from "@/components/price-list-options";
import { Select } from "@/components/ui/select";

interface PriceListSelectProps {
  /** Where no Field names it. */
  label?: string;
  priceLists: { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
  className?: string;
}

/** At whose prices somebody comes in; none: list prices. */
export function PriceListSelect({ label, priceLists, value, onChange, className }: PriceListSelectProps) {
  const t = useTranslations("customers");
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} className={className}>
      <PriceListOptions none={t("listPrices")} priceLists={priceLists} />
    </Select>
  );
}
