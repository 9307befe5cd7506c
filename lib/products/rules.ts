import { asciiDigits } from "@/lib/digits";

export const PRODUCT_STATUSES = ["active", "archived"] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** Stands for "New category …" where a category is chosen. */
export const NEW_CATEGORY = "new";

/** Up to this many pieces a product counts as low on stock. */
export const LOW_STOCK = 10;
export const MAX_STOCK = 1_000_000_000;
export const MAX_QUANTITY = 1_000_000;
/** In minor units. Times the largest quantity it is still a safe integer. */
export const MAX_PRICE = 9_000_000_000;

const GROUPED = /^[1-9]\d{0,2}([ .,])\d{3}(?:\1\d{3})*$/;
const GROUPED_BY_TWO = /^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$/;

/** "12.505" with two decimals: twelve and a half, or twelve thousand? Nobody knows but the writer. */
const AMBIGUOUS = /^\d+[.,]\d{3}$/;

/** Reads a price in minor units; null when it is none, or above what a price can be. */
export function parseMoney(typed: string, digits: number): number | null {
  const minor = readMoney(typed, digits);
  return minor !== null && minor <= MAX_PRICE ? minor : null;
}

/**
 * Reads an amount of any size as people type it ("1,234.50", "1.234,50", "1 234,5", "$12") into minor units of a currency with
 * `digits` decimals; null when it is none. How much it may be says who asks: above a safe integer it is only known to be too much. The last point or comma is decimal when no more digits follow than the currency has;
 * a lone one before three digits is refused where it could be a slip for that.
 */
export function readMoney(typed: string, digits: number): number | null {
  const text = plainText(typed);
  if (!/^[\d., ]+$/.test(text) || isAmbiguous(text, digits)) return null;
  const at = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  const head = text.slice(0, Math.max(at, 0));
  const tail = text.slice(at + 1);
  const decimal = at >= 0 && /^\d*$/.test(tail) && tail.length <= digits && !head.includes(text.charAt(at));
  const whole = wholeDigits(decimal ? head : text);
  const fraction = decimal ? tail : "";
  if (whole === null || whole + fraction === "") return null;
  return Number(whole + fraction.padEnd(digits, "0"));
}

/** The key of the sentence that says how to write what could not be read; `usual` names the limit of what was asked for. */
export function moneyError(typed: string, digits: number, usual = "products.errors.price"): string {
  if (isAmbiguous(plainText(typed), digits)) return "products.errors.priceAmbiguous";
  return digits === 0 ? "products.errors.priceWhole" : usual;
}

function isAmbiguous(text: string, digits: number): boolean {
  return digits > 0 && digits < 3 && AMBIGUOUS.test(text);
}

/** Also with Arabic separators: the one of thousands is never a decimal one, as a blank is not. */
function plainText(typed: string): string {
  return asciiDigits(typed.normalize("NFKC"))
    .replaceAll("٫", ".")
    .replaceAll("٬", " ")
    .replace(/^\s*\p{Sc}|\p{Sc}\s*$/gu, "")
    .trim()
    .replace(/[\s'’]/g, " ");
}

function wholeDigits(text: string): string | null {
  if (/^\d*$/.test(text)) return text;
  return GROUPED.test(text) || GROUPED_BY_TWO.test(text) ? text.replace(/\D/g, "") : null;
}

/** A form's values, all as typed. */
export type Draft = Readonly<Record<string, string>>;

/**
 * Three-way merge of an edit: what I changed stays mine, everything else follows the newest row.
 * `clashes` are the fields that both changed, differently.
 */
export function mergeEdits<Values extends Draft>(
  base: Values,
  mine: Values,
  theirs: Values,
): { merged: Values; clashes: (keyof Values & string)[] } {
  const fields = Object.keys(base) as (keyof Values & string)[];
  const changedByMe = fields.filter((field) => mine[field] !== base[field]);
  const merged = { ...theirs };
  for (const field of changedByMe) merged[field] = mine[field];
  const clashes = changedByMe.filter((field) => theirs[field] !== base[field] && theirs[field] !== mine[field]);
  return { merged, clashes };
}
