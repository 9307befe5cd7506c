import "server-only";
import { cookies } from "next/headers";
import { browserCookieName, sessionCookieName } from "@/lib/auth/cookie";
import { decodeSession, encodeSession, SESSION_DAYS } from "@/lib/auth/session-token";
import { appUrl } from "@/lib/env";
import { randomToken } from "@/lib/secrets";

/** The session id that the request's cookie carries; null when there is none, or it is forged, or too old. */
export async function readSessionId(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName(appUrl()))?.value;
  if (!cookie) return null;
  return await decodeSession(cookie);
}

/** How our cookies are kept: out of reach of scripts, and of other sites' posts. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: appUrl().startsWith("https:") } as const;
}

/** For a session that follows another one; at the sign-in next-auth writes it. */
export async function writeSessionCookie(sessionId: string): Promise<void> {
  const value = await encodeSession({ sid: sessionId });
  const maxAge = SESSION_DAYS * 86_400;
  (await cookies()).set(sessionCookieName(appUrl()), value, { ...cookieOptions(), maxAge });
}

/** Spelled out rather than deleted: browsers drop a `__Host-` cookie only when told with all its attributes. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(appUrl()), "", { ...cookieOptions(), maxAge: 0 });
}

const BROWSER_DAYS = 180;

/** The random value that tells this browser from others: a code works in the one that asked, and one that proved a contact may ask again. */
export async function readBrowser(): Promise<string | null> {
  return (await cookies()).get(browserCookieName(appUrl()))?.value || null;
}

export async function ensureBrowser(): Promise<string> {
  const known = await readBrowser();
  const browser = known ?? randomToken();
  const maxAge = BROWSER_DAYS * 86_400;
  if (!known) (await cookies()).set(browserCookieName(appUrl()), browser, { ...cookieOptions(), maxAge });
  return browser;
}
