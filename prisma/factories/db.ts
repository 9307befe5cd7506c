import { type Db, scopedDb } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";

/** Factories act as the system; like every scope it cannot be reached without a role. */
export function systemDb(): Db {
  return scopedDb(dbContext("system"));
}

/** An id that sorts where a row of that time belongs. */
export const idAt = (time: Date): string => newId(time);

let counter = 0;
/** Distinct within the process and across processes: for names that must not collide. */
export function unique(prefix: string): string {
  counter += 1;
  return `${prefix}-${process.pid.toString(36)}${Date.now().toString(36)}${counter.toString(36)}`;
}

export function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}
