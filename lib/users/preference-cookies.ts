import "server-only";
import { cookies } from "next/headers";
import { cookieOptions } from "@/lib/auth/session-cookie";
import { localeCookie } from "@/lib/i18n/locales";
import { themeCookie } from "@/lib/theme/theme";

/** Language and theme travel in cookies, so that pages are right from their first byte, signed in or out. */
export async function writePreferences(preferences: { locale?: string; theme?: string }): Promise<void> {
  const jar = await cookies();
  const options = { ...cookieOptions(), maxAge: 365 * 86_400 };
  if (preferences.locale) jar.set(localeCookie, preferences.locale, options);
  if (preferences.theme) jar.set(themeCookie, preferences.theme, options);
}
