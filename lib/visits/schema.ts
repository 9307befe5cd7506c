import { z } from "zod";
import { daysFrom } from "@/lib/days";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { MAX_BEAT_SECONDS, MAX_RANGE_DAYS } from "@/lib/visits/rules";

/** What the browser tells while somebody is in the shop: the page's address, and how long it was looked at since the last time. */
export const beatInput = z.object({
  page: z.string("errors.field").max(500, "errors.field"),
  seconds: z.coerce
    .number("errors.field")
    .int("errors.field")
    .min(0, "errors.field")
    .max(MAX_BEAT_SECONDS, "errors.field"),
});
export type BeatInput = z.output<typeof beatInput>;

export const eraseVisitsInput = z.object({ customerId: z.uuid("errors.id") });

const day = z.iso.date("visits.errors.day").refine((date) => date >= "1970" && date < "3000", "visits.errors.day");

/** What visits are narrowed to; the same words stand in the page's address. */
export const visitFilter = z
  .object({
    /** First and last day, of the seller. */
    from: day.optional(),
    to: day.optional(),
    /** Two letters; ZZ: not known. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "visits.errors.country")
      .optional(),
    customer: z.uuid("errors.id").optional(),
  })
  .check(({ value: { from, to }, issues }) => {
    const days = from && to ? daysFrom(from, to) : 1;
    const message = days < 1 ? "visits.errors.order" : days > MAX_RANGE_DAYS ? "visits.errors.long" : null;
    if (message) issues.push({ code: "custom", message, path: ["to"], input: to });
  });
export type VisitFilter = z.output<typeof visitFilter>;

/** Rows that the tables ask for at once. */
export const VISIT_PAGE = 50;
export const VISITOR_PAGE = 20;

/** `ordered`: "no" leaves only those in which nothing was ordered. */
export const visitListFilter = visitFilter.safeExtend({ ordered: z.literal("no", "errors.field").optional() });
export type VisitListFilter = z.output<typeof visitListFilter>;

/** Time and id of the last row. */
const cursor = cursorInput(z.tuple([cursorTime, z.uuid()]));

export const listVisitsInput = visitListFilter.safeExtend({
  limit: limitInput,
  cursor,
  /** The number of all rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});
export type VisitsInput = z.output<typeof listVisitsInput>;

/** Customers by their visits: those who have not come for longer than usual, or all, whoever came last first. */
const visitorFilter = z.object({ show: z.enum(["late", "last"], "errors.field").default("last") });
export type VisitorFilter = z.output<typeof visitorFilter>;
export const listVisitorsInput = visitorFilter.extend({
  limit: limitInput,
  cursor,
  count: z.literal("1", "errors.field").optional(),
});
export type VisitorsInput = z.output<typeof listVisitorsInput>;

/** What the analytics show, as it stands in their address: what visits are narrowed to, which customers, and the visit that is opened. */
export const analyticsView = visitListFilter.safeExtend({
  ...visitorFilter.shape,
  visit: z.uuid("errors.id").optional(),
});
export type AnalyticsView = z.output<typeof analyticsView>;
