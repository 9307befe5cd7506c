import { z } from "zod";
import { MAX_PASTED } from "@/lib/onboarding/rules";
import {
  accent,
  country,
  currency,
  description,
  languages,
  legalName,
  postcode,
  registrationNumber,
  sellerName,
  street,
  timeZone,
  town,
  trade,
} from "@/lib/sellers/fields";
import { slugProblem } from "@/lib/sellers/slugs";

export const BUSINESS_FIELDS = ["name", "legalName", "registrationNumber", "country", "currency", "timeZone"] as const;
export const SHOP_FIELDS = [
  "street",
  "postcode",
  "town",
  "trade",
  "description",
  "slug",
  "accent",
  "languages",
  "discoverable",
] as const;

/** What was typed, as it was typed. */
const asTyped = z.string("errors.field").max(2000, "errors.field");
const businessTyped = z.partialRecord(z.enum(BUSINESS_FIELDS), asTyped);
const shopTyped = z.partialRecord(z.enum(SHOP_FIELDS), asTyped);

export const beginInput = z.object({ values: businessTyped });
export type BeginInput = z.output<typeof beginInput>;

export const draftInput = z.discriminatedUnion("step", [
  z.object({ step: z.literal("business"), values: businessTyped }),
  z.object({ step: z.literal("shop"), values: shopTyped }),
  z.object({
    step: z.literal("clients"),
    values: z.object({ rows: z.string("errors.field").max(MAX_PASTED, "errors.field") }),
  }),
]);
export type DraftInput = z.output<typeof draftInput>;

export const businessInput = z.object({ name: sellerName, legalName, registrationNumber, country, currency, timeZone });
export type BusinessInput = z.output<typeof businessInput>;

const slug = z
  .string("errors.field")
  .trim()
  .toLowerCase()
  .superRefine((text, context) => {
    const problem = slugProblem(text);
    if (problem) context.addIssue({ code: "custom", message: `onboarding.errors.slug.${problem}` });
  });

export const shopInput = z.object({
  street: street.refine((text) => text !== null, "onboarding.errors.street"),
  postcode,
  town: town.refine((text) => text !== null, "onboarding.errors.town"),
  trade,
  description,
  slug,
  accent,
  languages,
  discoverable: z.boolean("errors.field"),
});
export type ShopInput = z.output<typeof shopInput>;

export const slugInput = z.object({ slug });
export type SlugInput = z.output<typeof slugInput>;

/** Steps that may be left empty: one says that one is through with them. */
export const stepInput = z.object({ step: z.enum(["clients", "members"], "errors.field") });
export type StepInput = z.output<typeof stepInput>;

export const noInput = z.object({});
