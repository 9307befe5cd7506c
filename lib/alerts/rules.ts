/** How a member hears of visits: not at all, of each at once, or of all of a day together. Browser-safe. */
export const ALERT_MODES = ["off", "instant", "daily"] as const;
export type AlertMode = (typeof ALERT_MODES)[number];

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Minutes for which further visits of the same customer are not told. */
export const COOL_DOWNS = [0, 60, 240, 720, 1440, 10_080] as const;

export const MARKS = ["mute", "watch"] as const;
export type Mark = (typeof MARKS)[number];
export type MarkedCustomer = { id: string; label: string | null; mark: Mark };

/** Hours of the seller's day; from 22 to 7 crosses midnight. */
export type QuietHours = { from: number; to: number };

export type AlertSettings = {
  mode: AlertMode;
  coolDown: number;
  onlyWatched: boolean;
  quiet: QuietHours | null;
  digestHour: number;
  weekly: boolean;
};

/** Of a member who has chosen nothing. */
export const DEFAULT_SETTINGS: AlertSettings = {
  mode: "off",
  coolDown: 720,
  onlyWatched: false,
  quiet: null,
  digestHour: 8,
  weekly: true,
};

type Shown = { visit: string } | { from: string; to: string };

/** Where the analytics show one visit, or some days. */
export function analyticsPath(slug: string, shown: Shown): string {
  return `/vendor/${slug}/analytics?${new URLSearchParams(shown)}`;
}

export function alertsPath(slug: string): string {
  return `/vendor/${slug}/alerts`;
}
