"use client";

import { useEffect, useState } from "react";
import type { ImportMapping } from "@/lib/imports/rules";
import type { Foretold } from "@/lib/imports/schema";
import { foretellImport } from "@/lib/imports/upload";

type Options = { country: string | null; priceListId: string | null };
/** Null: it could not be found out. */
export type Foretelling = Foretold | "asking" | null;

/** What an import of these rows would do to the client list; asked anew when they are read in another way. No rows: nothing is asked. */
export function useForetold(
  slug: string,
  mapping: ImportMapping,
  { country, priceListId }: Options,
  rows: string[][],
): Foretelling {
  const [foretold, setForetold] = useState<Foretelling>(null);
  useEffect(() => {
    if (rows.length === 0) return setForetold(null);
    const asking = new AbortController();
    setForetold("asking");
    foretellImport(slug, { mapping, options: { country, priceListId } }, rows, asking.signal).then(
      (answer) => setForetold(answer),
      // The import itself says what is wrong; what was given up for another question is answered by that one.
      () => (asking.signal.aborted ? undefined : setForetold(null)),
    );
    return () => asking.abort();
  }, [slug, mapping, country, priceListId, rows]);
  return foretold;
}
