import { isSlug } from "@/lib/sellers/rules";

/** The part of an address that names a seller: what may stand there, and what only looks different. Browser-safe. */

const LONGEST = 48;

/** Words that addresses of the platform begin with, or that would speak in its name. */
const RESERVED =
  `about account accounts admin administrator api app assets auth billing blog cdn choose contact customer customers dashboard dev
  docs download email error export files forum help home image images imprint info invite invites join legal login logo logout mail me media
  member members messages new news next official onboarding operator operators order orders payment payments payouts platform portal pricing
  privacy public register root s search second-proof security seller sellers settings shop shops sign-in sign-out sign-up signin signup static
  status store stores support system team terms test tradehall trade-hall user users vendor vendors verify webhooks welcome www`.split(
    /\s+/,
  );

const DRAFT = "draft-";

/** A draft has an address of its own until it has chosen one. */
export function isDraftSlug(slug: string): boolean {
  return slug.startsWith(DRAFT);
}

export function draftSlug(random: string): string {
  return `${DRAFT}${random}`;
}

/**
 * The same for whatever looks the same: harb0r-foods, harborfoods, harbor--foods. `shapeSql` in lib/onboarding says it in SQL.
 */
export function slugShape(slug: string): string {
  const folded = slug.replace(/[01i358-]/g, (letter) => FOLDED[letter] ?? "");
  return folded.replaceAll("rn", "m").replaceAll("vv", "w");
}
const FOLDED: Record<string, string> = { 0: "o", 1: "l", i: "l", 3: "e", 5: "s", 8: "b" };

const RESERVED_SHAPES = new Set(RESERVED.map(slugShape));

export type SlugProblem = "short" | "long" | "characters" | "ends" | "hyphens" | "reserved";

/** What is wrong with a slug by itself, whoever else has it. */
export function slugProblem(slug: string): SlugProblem | null {
  if (/[^a-z0-9-]/.test(slug)) return "characters";
  if (slug.length < 3) return "short";
  if (slug.length > LONGEST) return "long";
  if (slug.startsWith("-") || slug.endsWith("-")) return "ends";
  if (slug.includes("--")) return "hyphens";
  // Punycode is another name altogether.
  if (isDraftSlug(`${slug}-`) || slug.startsWith("xn-") || RESERVED_SHAPES.has(slugShape(slug))) return "reserved";
  return isSlug(slug) ? null : "characters";
}

/** A slug made of a name; empty where its letters say nothing in an address. */
export function slugFrom(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/[øö]/g, "o")
    .replace(/ł/g, "l")
    .replace(/&/g, " and ")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "");
  const slug = cut(plain.replace(/[^a-z0-9]+/g, "-"), LONGEST - 8);
  return slugProblem(slug) === "short" ? "" : slug;
}

/** Others to try, the nearest first: with the town, the country, a number. */
export function slugSuggestions(slug: string, { town, country }: { town: string | null; country: string }): string[] {
  const base = slugFrom(slug.replaceAll("-", " "));
  const places = [slugFrom(town ?? ""), country.toLowerCase(), "wholesale", "trade"].filter(Boolean);
  const numbers = ["2", "4", "6", "7", "9"];
  return base ? [...places, ...numbers].map((end) => `${base}-${end}`).filter((one) => slugProblem(one) === null) : [];
}

function cut(slug: string, length: number): string {
  return slug.slice(0, length).replace(/^-+|-+$/g, "");
}
