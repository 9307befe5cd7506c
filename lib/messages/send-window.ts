import { parsePhoneNumberWithError } from "libphonenumber-js/max";
import type { Contact } from "@/lib/contacts/rules";
import { DEFAULT_HOURS, type SendHours } from "@/lib/sellers/settings";

const MINUTE = 60_000;
const STEP = 15 * MINUTE;
const HORIZON = 3 * 86_400_000;

/**
 * When a reminder may go out, at the earliest: `now`, or the next moment inside the hours of the recipient's day that the seller chose. A number tells its country and no town, so it is day in
 * all time zones of the country at once; an e-mail tells neither and counts by the seller's zone.
 */
export function sendWindow(contact: Contact, sellerTimeZone: string, now: Date, hours = DEFAULT_HOURS): Date {
  const zones = zonesOf(contact);
  return opening(zones, now, hours) ?? opening([sellerTimeZone], now, hours) ?? now;
}

function zonesOf({ kind, value }: Contact): string[] {
  if (kind === "email") return [];
  const { country } = parsePhoneNumberWithError(value);
  return country ? countryZones(country) : [];
}

/** Node has it, TypeScript does not know it yet. */
type ZonedLocale = Intl.Locale & { getTimeZones?: () => string[] | undefined };

const known = new Map<string, string[]>();

function countryZones(country: string): string[] {
  let zones = known.get(country);
  if (!zones) {
    const locale: ZonedLocale = new Intl.Locale("und", { region: country });
    zones = locale.getTimeZones?.() ?? [];
    known.set(country, zones);
  }
  return zones;
}

/** Null without zones, and where it is never day in all of them. */
function opening(zones: string[], now: Date, hours: SendHours): Date | null {
  if (zones.length === 0) return null;
  if (isDay(zones, now.getTime(), hours)) return now;
  // Every zone of the world is a whole number of quarters away from UTC.
  const first = Math.ceil(now.getTime() / STEP) * STEP;
  const key = `${zones.join()} ${hours.from} ${hours.to} ${first}`;
  const remembered = openings.get(key);
  if (remembered !== undefined) return new Date(remembered);
  for (let at = first; at <= now.getTime() + HORIZON; at += STEP) {
    if (!isDay(zones, at, hours)) continue;
    if (openings.size > 500) openings.clear();
    openings.set(key, at);
    return new Date(at);
  }
  return null;
}

/** Reminders come by the thousand, from few countries, in the same quarter of an hour. */
const openings = new Map<string, number>();

function isDay(zones: string[], at: number, { from, to }: SendHours): boolean {
  return zones.every((zone) => {
    const minutes = minutesOfDay(zone, at);
    return minutes >= from * 60 && minutes < to * 60;
  });
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function minutesOfDay(zone: string, at: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    clocks.set(zone, clock);
  }
  const [hours = "0", minutes = "0"] = clock.format(at).split(":");
  return Number(hours) * 60 + Number(minutes);
}
