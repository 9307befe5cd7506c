import { z } from "zod";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { hasAddress, line, paragraph } from "@/lib/text";

/** The fields of a seller, for the wizard and its settings alike. Browser-safe; messages are keys of sellers.json. */

// ISO 3166-1.
export const COUNTRIES: readonly string[] =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL
  CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU
  GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC
  MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT
  PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA
  UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/);

// ISO 4217, those that people pay with.
export const CURRENCIES: readonly string[] =
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK
  DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
  KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB
  PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
  TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG`.split(/\s+/);

/** IANA time zones, by name. */
export function timeZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** One zone has several spellings and former names; null for what is none, an offset included. */
function timeZoneNamed(text: string): string | null {
  if (!/^(UTC|[A-Za-z]\w*(\/[\w+-]+)+)$/.test(text)) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function required(longest: number, missing: string) {
  return line("errors.field").max(longest, "sellers.fields.errors.long").min(1, missing);
}

function optional(longest: number) {
  return line("errors.field")
    .max(longest, "sellers.fields.errors.long")
    .transform((text) => text || null);
}

export const sellerName = required(80, "sellers.fields.errors.name").refine(
  (name) => !hasAddress(name),
  "sellers.fields.errors.nameAddress",
);
export const legalName = required(150, "sellers.fields.errors.legalName");
/** Sellers of old may never have given one. */
export const knownLegalName = optional(150);
export const registrationNumber = optional(50);
export const country = z
  .string("errors.field")
  .refine((code) => COUNTRIES.includes(code), "sellers.fields.errors.country");
export const currency = z
  .string("errors.field")
  .refine((code) => CURRENCIES.includes(code), "sellers.fields.errors.currency");
export const timeZone = z.string("errors.field").transform((text, context) => {
  const zone = timeZoneNamed(text.trim());
  if (zone) return zone;
  context.addIssue({ code: "custom", message: "sellers.fields.errors.timeZone" });
  return z.NEVER;
});
export const street = optional(120);
export const postcode = optional(20);
export const town = optional(80);
export const trade = optional(60);
export const description = paragraph("errors.field")
  .max(600, "sellers.fields.errors.long")
  .transform((text) => text || null);
/** #rrggbb, or null for the platform's own colour. */
export const accent = z
  .string("errors.field")
  .trim()
  .toLowerCase()
  .regex(/^(#[0-9a-f]{6})?$/, "sellers.fields.errors.accent")
  .transform((hex) => hex || null);
/** In which customers may be written to; the first is the default. */
export const languages = z
  .array(
    z.string("errors.field").refine((tag): tag is Locale => isLocale(tag), "sellers.fields.errors.language"),
    "errors.field",
  )
  .min(1, "sellers.fields.errors.languages")
  .max(20, "errors.field")
  .transform((tags) => [...new Set(tags)]);
