"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { customerParams } from "@/lib/customers/query-options";
import { type CustomerFilter, customerFilter } from "@/lib/customers/schema";

/** The filter lives in the address: reload, back and a shared link show the same rows. */
export function useCustomerFilter() {
  const params = useSearchParams();
  const filter = useMemo(() => {
    const asked = customerFilter.safeParse(Object.fromEntries(params));
    return asked.success ? asked.data : customerFilter.parse({});
  }, [params]);
  /** null: everything back to what is usual. */
  const setFilter = (next: CustomerFilter | null) => {
    const query = next ? customerParams(next).toString() : "";
    // Next follows along without asking the server for the page again.
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  };
  return { filter, setFilter };
}
