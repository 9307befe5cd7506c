import type { AbstractIntlMessages } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { MergedMessages } from "./merged-messages";

/** Gives the client components inside these namespaces, on top of what outer shells already gave. */
export async function ClientMessages({ namespaces, children }: { namespaces: string[]; children: ReactNode }) {
  const all: AbstractIntlMessages = await getMessages();
  const picked = Object.fromEntries(Object.entries(all).filter(([name]) => namespaces.includes(name)));
  return (
    <MergedMessages locale={await getLocale()} messages={picked}>
      {children}
    </MergedMessages>
  );
}
