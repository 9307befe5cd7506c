"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { inviteParams } from "@/lib/invites/query-options";
import { type InviteFilter, inviteFilter } from "@/lib/invites/schema";

/** The filter lives in the address: reload, back and a shared link show the same rows. */
export function useInviteFilter() {
  const params = useSearchParams();
  const filter = useMemo(() => {
    const asked = inviteFilter.safeParse(Object.fromEntries(params));
    return asked.success ? asked.data : inviteFilter.parse({});
  }, [params]);
  /** null: everything back to what is usual. */
  const setFilter = (next: InviteFilter | null) => {
    const query = next ? inviteParams(next).toString() : "";
    // Next follows along without asking the server for the page again.
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  };
  return { filter, setFilter };
}
