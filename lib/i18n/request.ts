import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { findPortalLocale } from "@/lib/access/portal-locale";
import { isLocale, localeCookie } from "./locales";
import { loadMessages } from "./messages";
import { pickLocale, portalIn } from "./negotiate";
import { spokenLocale } from "./spoken";

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : (spokenLocale() ?? (await requestLocale()));
  // Dates are always shown in a zone that the caller names (components/date-time); this is for the rest.
  return { locale, messages: loadMessages(locale), timeZone: "UTC" };
});

/** A store's portal speaks the member's language there; everything else the person's own. */
async function requestLocale() {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const portal = portalIn(head.get("x-path"));
  const own = portal ? await findPortalLocale(portal) : null;
  return own ?? pickLocale(jar.get(localeCookie)?.value, head.get("accept-language"));
}
