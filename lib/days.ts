/** Calendar days as text (YYYY-MM-DD), which are the same everywhere: no clock is put forward between two of them. Browser-safe. */
const DAY_MS = 86_400_000;

/** The calendar day that it is in a zone. */
export function dayIn(timeZone: string, now: Date): string {
  // Sweden writes days as ISO does. Making a formatter costs far more than using it.
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  dayFormats.set(timeZone, format);
  return format.format(now);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** From one day to another, both counted. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}
