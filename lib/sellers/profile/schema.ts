import { z } from "zod";
import { minorDigits } from "@/lib/i18n/format";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { moneyError, parseMoney } from "@/lib/products/rules";
import {
  accent,
  country,
  currency,
  description,
  knownLegalName,
  languages,
  postcode,
  registrationNumber,
  sellerName,
  street,
  timeZone,
  town,
  trade,
} from "@/lib/sellers/fields";
import { VISIT_IP_DAYS, VISIT_MONTHS } from "@/lib/visits/rules";

const business = z.object({
  group: z.literal("business"),
  name: sellerName,
  legalName: knownLegalName,
  registrationNumber,
  trade,
  description,
});
const look = z.object({ group: z.literal("look"), accent });
const address = z.object({ group: z.literal("address"), street, postcode, town, country });
const discovery = z.object({ group: z.literal("discovery"), discoverable: z.boolean("errors.field") });

/** The minimum is read with the decimals of the currency that is saved beside it. */
const trading = z
  .object({
    group: z.literal("trading"),
    currency,
    timeZone,
    orderMinimum: z.string("errors.field").trim().max(40, "products.errors.price"),
  })
  .transform(({ orderMinimum: typed, ...rest }, context) => {
    const digits = minorDigits(rest.currency);
    const orderMinimum = typed === "" ? 0 : parseMoney(typed, digits);
    if (orderMinimum !== null) return { ...rest, orderMinimum };
    context.addIssue({ code: "custom", path: ["orderMinimum"], message: moneyError(typed, digits) });
    return z.NEVER;
  });

/** The default is the first of them. */
const speaking = z
  .object({
    group: z.literal("languages"),
    languages,
    defaultLocale: z
      .string("errors.field")
      .refine((tag): tag is Locale => isLocale(tag), "sellers.fields.errors.language"),
  })
  .refine(({ languages: chosen, defaultLocale }) => chosen.includes(defaultLocale), {
    path: ["defaultLocale"],
    error: "settings.errors.defaultLocale",
  })
  .transform(({ languages: chosen, defaultLocale, ...rest }) => ({
    ...rest,
    defaultLocale,
    languages: [defaultLocale, ...chosen.filter((tag) => tag !== defaultLocale)],
  }));

const oneOf = (choices: readonly number[]) =>
  z.coerce.number("errors.field").refine((chosen) => choices.includes(chosen), "errors.field");
const visits = z.object({
  group: z.literal("visits"),
  visitMonths: oneOf(VISIT_MONTHS),
  visitIpDays: oneOf(VISIT_IP_DAYS),
});

/** What a store says of itself, in groups that are saved each by itself: of two members who save one, the later counts. */
export const profileInput = z.discriminatedUnion(
  "group",
  [business, look, address, trading, speaking, discovery, visits],
  "errors.field",
);
export type ProfileInput = z.output<typeof profileInput>;
