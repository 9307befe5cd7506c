"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePaused } from "@/components/command-menu";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { customerLabel, type NamedCustomer } from "@/lib/customers/rules";
import { getJson } from "@/lib/get-json";

interface CustomerComboboxProps {
  store: { sellerId: string; slug: string };
  /** null: all customers. */
  selected: ComboboxOption | null;
  onSelect: (customer: ComboboxOption | null) => void;
}

type Found = { items: ({ id: string } & NamedCustomer)[]; sellerId: string };
const SHOWN = "8";

/** One of the store's customers, found as in its list: by the beginning of a name or company, or a whole contact. */
export function CustomerCombobox({ store: { sellerId, slug }, selected, onSelect }: CustomerComboboxProps) {
  const t = useTranslations("visits.filters");
  const tShell = useTranslations("shell");
  const [typed, setTyped] = useState<string | null>(null);
  const search = usePaused(typed?.trim() ?? null);
  const waiting = (typed?.trim() ?? null) !== search;
  const { data, isFetching } = useQuery({
    queryKey: [sellerId, "customers", "found", search],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ q: search ?? "", limit: SHOWN, sort: "-lastVisit" });
      return getJson<Found>(`/api/vendor/${slug}/customers?${params}`, sellerId, signal);
    },
    enabled: search !== null,
  });
  const options = (data?.items ?? []).map((customer) => ({
    value: customer.id,
    label: customerLabel(customer) ?? tShell("unnamedCustomer"),
    hint: customer.company ? (customer.name ?? undefined) : undefined,
  }));
  return (
    <Combobox
      selected={selected}
      placeholder={t("anyCustomer")}
      options={options}
      onSearch={setTyped}
      onSelect={onSelect}
      pending={waiting || isFetching}
      words={{ clear: t("clearCustomer"), searching: t("searching"), nothing: t("noCustomer") }}
    />
  );
}
