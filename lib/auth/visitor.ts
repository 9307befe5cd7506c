import "server-only";
import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import type { Origin } from "@/lib/access/request";
import type { Visitor } from "@/lib/auth/commands";
import { countryFrom } from "@/lib/auth/country";

/** What the request itself tells of whoever signs in. */
export async function visitorOf(origin: Origin, browser: string): Promise<Visitor> {
  const country = countryFrom((await headers()).get("accept-language"));
  return { origin, browser, locale: await getLocale(), ...(country && { country }) };
}
