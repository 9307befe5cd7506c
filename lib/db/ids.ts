import { v7 } from "uuid";

/** A new id: UUID v7, so that ids sort by time: by now, unless the row belongs to another. */
export function newId(at?: Date): string {
  return v7(at && { msecs: at.getTime() });
}

/** Stands for the platform itself where a row belongs to no seller (audit events, messages). */
export const PLATFORM_ID = "00000000-0000-0000-0000-000000000000";
