import type { AlertSettings, QuietHours } from "@/lib/alerts/rules";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show, as if they showed UTC. */
export function wallAt(timeZone: string, at: number): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    // Sweden writes times as ISO does. Making a formatter costs far more than using it.
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    clocks.set(timeZone, clock);
  }
  return Date.parse(`${clock.format(at).replace(" ", "T")}Z`) + (((at % 1000) + 1000) % 1000);
}

/** When the clocks show that: the first time where they do so twice, and where they leave it out the moment at which they jump over it. */
function momentOf(timeZone: string, wall: number): number {
  const before = wall - (wallAt(timeZone, wall - DAY) - (wall - DAY));
  const after = wall - (wallAt(timeZone, wall + DAY) - (wall + DAY));
  const shown = [before, after].filter((at) => wallAt(timeZone, at) === wall);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** The next moment at which a day of this zone reaches the hour: once a day, also on days of 23 and 25 hours. */
export function nextHour(timeZone: string, hour: number, after: Date): Date {
  const now = wallAt(timeZone, after.getTime());
  const today = Math.floor(now / DAY) * DAY;
  for (let day = today; ; day += DAY) {
    const at = momentOf(timeZone, day + hour * HOUR);
    // An hour that is shown twice was reached the first time.
    if (day + hour * HOUR > now && at > after.getTime()) return new Date(at);
  }
}

export function isQuiet(timeZone: string, quiet: QuietHours | null, at: Date): boolean {
  if (!quiet) return false;
  const { from, to } = quiet;
  const hour = new Date(wallAt(timeZone, at.getTime())).getUTCHours();
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

type Telling = Pick<AlertSettings, "mode" | "quiet" | "digestHour">;

/** When a member is told of what is held back now. */
export function nextDigest(timeZone: string, { mode, quiet, digestHour }: Telling, now: Date): Date {
  if (mode === "daily") return nextHour(timeZone, digestHour, now);
  return quiet && isQuiet(timeZone, quiet, now) ? nextHour(timeZone, quiet.to, now) : now;
}
