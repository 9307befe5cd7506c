import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, localeCookie } from "./locales";
import { loadMessages } from "./messages";
import { pickLocale } from "./negotiate";

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await requestLocale();
  // Dates are always shown in a zone that the caller names (components/date-time); this is for the rest.
  return { locale, messages: loadMessages(locale), timeZone: "UTC" };
});

async function requestLocale() {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return pickLocale(jar.get(localeCookie)?.value, head.get("accept-language"));
}
