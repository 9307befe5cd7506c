"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

interface Choices {
  /** Customers hear of decisions: the store has not switched that off. */
  told: boolean;
  /** The price list chosen in a row, by the row's id. */
  prices: Readonly<Record<string, string>>;
  choose: (id: string, priceListId: string) => void;
}

const Context = createContext<Choices>({ told: true, prices: {}, choose: () => undefined });

/** What the rows of the table and the decision about many share. */
export function RequestChoices({ told, children }: { told: boolean; children: ReactNode }) {
  const [prices, setPrices] = useState<Choices["prices"]>({});
  const value = useMemo(
    () => ({
      told,
      prices,
      choose: (id: string, priceListId: string) => setPrices((now) => ({ ...now, [id]: priceListId })),
    }),
    [told, prices],
  );
  return <Context value={value}>{children}</Context>;
}

export function useRequestChoices(): Choices {
  return useContext(Context);
}
