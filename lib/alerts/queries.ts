import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import {
  ALERT_MODES,
  type AlertSettings,
  DEFAULT_SETTINGS,
  MARKS,
  type Mark,
  type MarkedCustomer,
} from "@/lib/alerts/rules";
import { nameCustomers } from "@/lib/audit/people/queries";

type SettingsRow = Omit<AlertSettings, "mode" | "quiet"> & {
  mode: string;
  quietFrom: number | null;
  quietTo: number | null;
};

export function settingsOf({ quietFrom, quietTo, mode, ...row }: SettingsRow): AlertSettings {
  const { coolDown, onlyWatched, digestHour, weekly } = row;
  return {
    mode: ALERT_MODES.find((known) => known === mode) ?? "off",
    coolDown,
    onlyWatched,
    quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
    digestHour,
    weekly,
  };
}

const COLUMNS = {
  mode: true,
  coolDown: true,
  onlyWatched: true,
  quietFrom: true,
  quietTo: true,
  digestHour: true,
  weekly: true,
} as const;

/** A member's own. */
export async function getAlertSettings(scope: StoreScope): Promise<AlertSettings> {
  const row = await scope.db.alertSetting.findFirst({
    where: { sellerId: scope.seller.id, userId: scope.user.id },
    select: COLUMNS,
  });
  return row ? settingsOf(row) : DEFAULT_SETTINGS;
}

/** Whom a member has muted or watches, by name. */
export async function listMarkedCustomers(scope: StoreScope): Promise<MarkedCustomer[]> {
  const rows = await scope.db.alertMark.findMany({
    where: { sellerId: scope.seller.id, userId: scope.user.id },
    select: { customerId: true, mark: true },
  });
  const names = await nameCustomers(
    scope,
    rows.map(({ customerId }) => customerId),
  );
  return rows
    .flatMap(({ customerId: id, mark }) => {
      const known = MARKS.find((each) => each === mark);
      return known && names.has(id) ? [{ id, label: names.get(id) ?? null, mark: known }] : [];
    })
    .sort((a, b) => (a.label ?? "").localeCompare(b.label ?? "") || (a.id < b.id ? -1 : 1));
}

export async function findMark(scope: StoreScope, customerId: string): Promise<Mark | null> {
  const row = await scope.db.alertMark.findFirst({
    where: { sellerId: scope.seller.id, userId: scope.user.id, customerId },
    select: { mark: true },
  });
  return MARKS.find((each) => each === row?.mark) ?? null;
}
