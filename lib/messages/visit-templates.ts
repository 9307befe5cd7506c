import { z } from "zod";
import { PAGE_KINDS } from "@/lib/visits/rules";

const visitor = z.object({ name: z.string().nullable(), company: z.string().nullable() });
export type Visitor = z.output<typeof visitor>;

/** `about`: a category's name, the words searched for, an order's number. */
const page = z.object({ kind: z.enum(PAGE_KINDS), about: z.string().nullable() });
export type ToldPage = z.output<typeof page>;

/** Every one of them goes to one member; `settings`: where they change that. Times are in the seller's zone. */
const common = { sellerName: z.string(), timeZone: z.string(), link: z.url(), settings: z.url() };
const counted = z.object({ visits: z.number().int(), customers: z.number().int() });

export const visitAlert = z.object({
  template: z.literal("visit-alert"),
  ...common,
  visitor,
  at: z.iso.datetime(),
  pages: z.array(page),
});

/** What was held back; `more`: visits that are not among these. */
export const visitDigest = z.object({
  template: z.literal("visit-digest"),
  ...common,
  visits: z.array(
    z.object({ visitor, at: z.iso.datetime(), seconds: z.number().int(), pages: z.array(page), link: z.url() }),
  ),
  more: z.number().int(),
});

export const weeklySummary = z.object({
  template: z.literal("weekly-summary"),
  ...common,
  week: counted,
  before: counted,
  /** Monday first. */
  days: z.array(z.object({ day: z.iso.date(), visits: z.number().int() })).length(7),
  top: z.array(z.object({ visitor, visits: z.number().int() })),
  /** Who has not come for longer than usual, and when they did last. */
  late: z.array(z.object({ visitor, lastAt: z.iso.datetime() })),
});

export type VisitMessage = z.output<typeof visitAlert> | z.output<typeof visitDigest> | z.output<typeof weeklySummary>;
export type WeeklySummary = z.output<typeof weeklySummary>;

/** They tell of a store's customers: to nobody who is no member any more by the time they go out. */
export const MEMBER_TEMPLATES: readonly string[] = ["visit-alert", "visit-digest", "weekly-summary"];
