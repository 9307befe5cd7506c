import { z } from "zod";
import { type Actor, EVENT_GROUP_NAMES, type EventGroup, type EventValues } from "@/lib/audit/rules";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";

/** Rows that the table asks for at once. */
export const ACTIVITY_PAGE = 50;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const day = z.iso.date("audit.errors.day").refine((date) => date >= "1970" && date < "3000", "audit.errors.day");

/** What the list is narrowed to; the same words stand in the page's address. */
export const activityFilter = z.object({
  /** One member or customer of the seller, the platform's operators, or Tradehall itself. */
  who: z
    .string()
    .refine((who) => who === "operators" || who === "system" || isPersonKey(who), "audit.errors.who")
    .optional(),
  what: z.enum(EVENT_GROUP_NAMES as [EventGroup, ...EventGroup[]], "errors.field").optional(),
  /** First and last day, in the seller's time zone. */
  from: day.optional(),
  to: day.optional(),
  refused: z.literal("1", "errors.field").optional(),
});
export type ActivityFilter = z.output<typeof activityFilter>;

/** Time and id of the last event. */
export const eventCursor = cursorInput(z.tuple([cursorTime, z.uuid()]));

export const listActivityInput = activityFilter.extend({
  limit: limitInput,
  cursor: eventCursor,
  /** The whole number of rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});
export type ActivityInput = z.output<typeof listActivityInput>;

/** "member.ID" or "customer.ID", taken apart. */
export function personKey(who: string): { kind: "member" | "customer"; id: string } | null {
  const [kind, id = ""] = who.split(".");
  return (kind === "member" || kind === "customer") && UUID.test(id) ? { kind, id } : null;
}

function isPersonKey(who: string): boolean {
  return personKey(who) !== null;
}

/** What something happened to, and where in the portal it is shown. */
export type EventTarget = { kind: string; label: string; path: string | null };

export type EventItem = {
  id: string;
  at: string;
  action: string;
  values: EventValues;
  refused: boolean;
  actor: Actor;
  target: EventTarget | null;
};
export type ActivityItem = EventItem & { ip: string | null; browser: string | null; system: string | null };
export type ActivityPage = {
  items: ActivityItem[];
  nextCursor: string | null;
  sellerId: string;
  /** With the first page, where asked for; null when there are more than ten thousand. */
  total: number | null;
};
