/** Calendar days as text (YYYY-MM-DD), which are the same everywhere: no clock is put forward between two of them. Browser-safe. */
const DAY_MS = 86_400_000;

/** The calendar day that it is in a zone. */
export function dayIn(timeZone: string, now: Date): string {
  // Sweden writes days as ISO does. Making a formatter costs far more than using it.
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  dayFormats.set(timeZone, format);
  return format.format(now);
}

/** The time of day that it is in a zone, with its day, as spreadsheets read it: 2026-11-30 09:05:00. */
export function timeIn(timeZone: string, at: Date): string {
  const format =
    timeFormats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  timeFormats.set(timeZone, format);
  return format.format(at);
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** From one day to another, both counted. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** When a day begins in a zone: the first moment that its clocks call by that day, also where midnight comes twice, or not at all. */
export function startOfDay(timeZone: string, day: string): Date {
  // Nowhere are clocks further ahead or behind.
  let before = Date.parse(day) / 1000 - 15 * 3600;
  let within = Date.parse(day) / 1000 + 13 * 3600;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayIn(timeZone, new Date(middle * 1000)) < day) before = middle;
    else within = middle;
  }
  return new Date(within * 1000);
}
