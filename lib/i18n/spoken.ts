import { AsyncLocalStorage } from "node:async_hooks";
import { isLocale, type Locale } from "./locales";

// One per process, whichever bundle asks.
const shared = globalThis as { tradehallSpoken?: AsyncLocalStorage<Locale> };
shared.tradehallSpoken ??= new AsyncLocalStorage<Locale>();
const spoken = shared.tradehallSpoken;

/** From here on this request is answered in this language: a portal's actions and route handlers, which no page's address tells apart. */
export function speak(locale: string): void {
  if (isLocale(locale)) spoken.enterWith(locale);
}

export function spokenLocale(): Locale | undefined {
  return spoken.getStore();
}
