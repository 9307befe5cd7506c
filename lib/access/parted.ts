import { AppError } from "@/lib/errors";

const CLOSED = "errors.closed";
const PAUSED = "errors.paused";

type Facts = { seller_name: string; seller_status: string; time_zone: string; terminated_at: Date | null };
/** What became of the place that this person had at a seller. */
export type Parting = { seller: string; closed: { at: Date; timeZone: string } | null };

/** A seller that is gone for good: whoever was in may know when that was. */
function closedFor(row: Facts): Parting | null {
  if (row.seller_status !== "terminated" || !row.terminated_at) return null;
  return { seller: row.seller_name, closed: { at: row.terminated_at, timeZone: row.time_zone } };
}

export function partedMember(row: Facts & { member_status: string | null }): Parting | null {
  if (row.member_status !== "active" && row.member_status !== "deactivated") return null;
  return closedFor(row) ?? (row.member_status === "deactivated" ? { seller: row.seller_name, closed: null } : null);
}

/** Whoever was only invited, waited or was rejected was never in. */
export function partedCustomer(
  row: Facts & { customer_status: string | null; join_date: Date | null },
): Parting | null {
  const wasIn = row.customer_status === "approved" || row.customer_status === "revoked";
  return wasIn && row.join_date ? closedFor(row) : null;
}

/** Not found, as for everybody, but in words that say why. */
export function partedError({ seller, closed }: Parting): AppError {
  return closed
    ? new AppError("not_found", CLOSED, { values: { seller, date: closed } })
    : new AppError("not_found", PAUSED, { values: { seller } });
}

export function isParted(error: unknown): boolean {
  return error instanceof AppError && (error.message === CLOSED || error.message === PAUSED);
}
