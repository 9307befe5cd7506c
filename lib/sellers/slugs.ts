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
 * The same for whatever looks the same: harb0r-foods, harborfoods, harbor--foods. `shapeSql` in lib/onboarding says it in SQL. Letter by
 * letter, so that the shape of a part is a part of the shape.
 */
export function slugShape(slug: string): string {
  return slug.replace(/[01i358mw-]/g, (letter) => FOLDED[letter] ?? "");
}
const FOLDED: Record<string, string> = { 0: "o", 1: "l", i: "l", 3: "e", 5: "s", 8: "b", m: "rn", w: "vv" };

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

/** Others to try, the nearest first: the slug with the town, the country, a number; then the shop's name, for whoever has spelt it otherwise. */
export function slugSuggestions(
  slug: string,
  { name, town, country }: { name: string; town: string | null; country: string },
): string[] {
  const places = [slugFrom(town ?? ""), country.toLowerCase(), "wholesale", "trade"].filter(Boolean);
  const ends = [...places, "2", "4", "6", "7", "9"];
  const bases = [...new Set([slugFrom(slug.replaceAll("-", " ")), slugFrom(name)])].filter(Boolean);
  const choices = bases.flatMap((base) => [base, ...ends.map((end) => `${base}-${end}`)]);
  return choices.filter((one) => one !== slug && slugProblem(one) === null);
}

/** Inside of words a slug of so many letters is looked for; a shorter one is in many a word by chance. */
const INSIDE = 6;

/**
 * The other seller whose slug this is, looks like, or imitates with something added: harb0r-foods-de, myharb0r-foods. Another's own words,
 * spelt as they spell them, with an addition of one's own are honest: alpine-bakery beside alpine.
 */
export function findAlike<Other extends { slug: string }>(slug: string, others: readonly Other[]): Other | null {
  const own = others.find((other) => other.slug === slug);
  if (own) return own;
  const known = new Set(others.map((other) => other.slug));
  const byShape = new Map(others.map((other) => [slugShape(other.slug), other]));
  for (const { text, words } of slugParts(slug)) {
    const other = byShape.get(slugShape(text));
    if (!other || (known.has(text) && text !== slug)) continue;
    // Inside of words a hyphen more or less is no disguise: smarthouse is not art-house.
    const disguised = letters(text) !== letters(other.slug) && letters(other.slug).length >= INSIDE;
    if (words || disguised) return other;
  }
  return null;
}

/** Every part of a slug that may be another's, and whether it is whole words. */
function slugParts(slug: string): { text: string; words: boolean }[] {
  const isEdge = (at: number) => at === 0 || at === slug.length || slug[at] === "-" || slug[at - 1] === "-";
  const starts = [...slug].flatMap((letter, at) => (letter === "-" ? [] : [at]));
  return starts.flatMap((from) =>
    starts
      .filter((last) => last > from)
      .map((last) => ({ text: slug.slice(from, last + 1), words: isEdge(from) && isEdge(last + 1) })),
  );
}

function letters(slug: string): string {
  return slug.replaceAll("-", "");
}

function cut(slug: string, length: number): string {
  return slug.slice(0, length).replace(/^-+|-+$/g, "");
}
