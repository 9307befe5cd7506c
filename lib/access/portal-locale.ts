import "server-only";
import { cache } from "react";
import { findStoreRow } from "@/lib/access/resolve-sql";
import { readSessionId } from "@/lib/auth/session-cookie";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/sellers/rules";

/** The language in which a store's portal speaks to whoever is signed in; null for all but its members. Decides about nothing else. */
export const findPortalLocale = cache(async (slug: string): Promise<Locale | null> => {
  const sessionId = isSlug(slug) ? await readSessionId() : null;
  if (!sessionId) return null;
  const row = await findStoreRow(sessionId, slug).catch(unknown);
  const isIn = row && !row.held && row.member_status === "active" && row.seller_status !== "terminated";
  return isIn && isLocale(row.member_locale) ? row.member_locale : null;
});

/** Without the database the page says so itself, in the language of the browser. */
function unknown(): null {
  return null;
}
