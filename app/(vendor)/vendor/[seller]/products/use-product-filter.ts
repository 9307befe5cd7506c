"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { productParams } from "@/lib/products/query-options";
import { type ProductFilter, productFilter } from "@/lib/products/schema";

/** The filter lives in the address: reload, back and a shared link show the same rows. */
export function useProductFilter() {
  const params = useSearchParams();
  const filter = useMemo(() => {
    const asked = productFilter.safeParse(Object.fromEntries(params));
    return asked.success ? asked.data : productFilter.parse({});
  }, [params]);
  /** null: everything back to what is usual. */
  const setFilter = (next: ProductFilter | null) => {
    const query = next ? productParams(next).toString() : "";
    // Next follows along without asking the server for the page again.
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  };
  return { filter, setFilter };
}
