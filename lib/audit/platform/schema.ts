import { z } from "zod";
import { PLATFORM_GROUP_NAMES, type PlatformGroup } from "@/lib/audit/rules";
import { activityFilter, eventCursor } from "@/lib/audit/schema";
import { limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

/** What the platform's activity is narrowed to; the same words stand in the page's address. */
export const platformActivityFilter = activityFilter.pick({ refused: true }).extend({
  /** A seller's address, or a part of its name. */
  seller: line().max(100, "admin.errors.searchLong").default(""),
  /** One person, the platform's operators, or Tradehall itself. */
  who: emptyAsNone(z.union([z.literal("operators"), z.literal("system"), z.guid()], "audit.errors.who")),
  what: emptyAsNone(z.enum(PLATFORM_GROUP_NAMES as [PlatformGroup, ...PlatformGroup[]], "errors.field")),
  /** First and last day, in UTC. */
  from: emptyAsNone(activityFilter.shape.from.unwrap()),
  to: emptyAsNone(activityFilter.shape.to.unwrap()),
});
export type PlatformActivityFilter = z.output<typeof platformActivityFilter>;

export const platformActivityInput = platformActivityFilter.extend({
  limit: limitInput.default(50),
  cursor: eventCursor,
});
export type PlatformActivityInput = z.output<typeof platformActivityInput>;

/** Forms send empty fields, too. */
function emptyAsNone<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}
