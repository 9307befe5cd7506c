/** The name of the session cookie; proxy.ts reads it too, so nothing else may be imported here. */
export function sessionCookieName(appUrl: string): string {
  return appUrl.startsWith("https:") ? "__Host-tradehall.session" : "tradehall.session";
}

export function browserCookieName(appUrl: string): string {
  return appUrl.startsWith("https:") ? "__Host-tradehall.browser" : "tradehall.browser";
}

/** Cookies that next-auth needs for itself. */
export function authCookieName(appUrl: string, name: "csrf" | "callback"): string {
  return appUrl.startsWith("https:") ? `__Host-tradehall.${name}` : `tradehall.${name}`;
}
