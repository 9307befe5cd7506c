"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { z } from "zod";

/** A list's filter lives in the address: reload, back and a shared link show the same rows. What makes no sense filters nothing. */
export function useAddressFilter<Schema extends z.ZodType<object>>(
  schema: Schema,
  toParams: (filter: z.output<Schema>) => URLSearchParams,
) {
  const params = useSearchParams();
  const filter = useMemo(() => filterIn(schema, params), [schema, params]);
  /** null: everything back to what is usual. */
  const setFilter = (next: z.output<Schema> | null) => showInAddress(next ? toParams(next) : new URLSearchParams());
  /** On top of what the address says now: of two changes in a row the second does not undo the first, which the screen does not show yet. */
  const changeFilter = (next: Partial<z.output<Schema>>) =>
    setFilter({ ...filterIn(schema, new URLSearchParams(window.location.search)), ...next });
  return { filter, setFilter, changeFilter };
}

function filterIn<Schema extends z.ZodType>(schema: Schema, params: URLSearchParams): z.output<Schema> {
  const asked = schema.safeParse(Object.fromEntries(params));
  return asked.success ? asked.data : schema.parse({});
}

/** Next follows along without asking the server for the page again. */
export function showInAddress(params: URLSearchParams): void {
  window.history.replaceState(null, "", params.size > 0 ? `?${params}` : window.location.pathname);
}
