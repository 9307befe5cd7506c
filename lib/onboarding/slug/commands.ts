import "server-only";
import type { Db } from "@/lib/db/client";
import { type AppError, fieldError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { slugShape, slugSuggestions } from "@/lib/sellers/slugs";

/** `slugShape` in SQL. */
const shapeSql = Prisma.sql`replace(replace(translate(slug, '01i358-', 'ollesb'), 'rn', 'm'), 'vv', 'w')`;

type Place = { id: string; town: string | null; country: string };

/**
 * Refuses an address that another seller has, or that looks like theirs, and says one that is free. Runs as the system, in the caller's
 * transaction: until it ends, nobody else takes what looks alike.
 */
export async function claimSlug(db: Db, seller: Place, slug: string): Promise<void> {
  await db.$queryRaw`SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`slug ${slugShape(slug)}`}, 5))) AS held`;
  const problem = await findSlugProblem(db, seller, slug);
  if (problem) throw problem;
}

export async function findSlugProblem(db: Db, seller: Place, slug: string): Promise<AppError | null> {
  const [other] = await othersShaped(db, seller.id, [slugShape(slug)]);
  if (!other) return null;
  return await slugError(db, seller, slug, other.slug === slug ? "taken" : "alike");
}

/** Beside the field, with another address that is free, where one is found. */
export async function slugError(db: Db, seller: Place, slug: string, problem: "taken" | "alike"): Promise<AppError> {
  const choices = slugSuggestions(slug, seller);
  const rows = await othersShaped(db, seller.id, choices.map(slugShape));
  const used = new Set(rows.map((row) => row.shape));
  const suggestion = choices.find((choice) => !used.has(slugShape(choice)));
  return suggestion
    ? fieldError("slug", `onboarding.errors.slug.${problem}`, { suggestion })
    : fieldError("slug", `onboarding.errors.slug.${problem}Only`);
}

function othersShaped(db: Db, sellerId: string, shapes: readonly string[]): Promise<{ slug: string; shape: string }[]> {
  return db.$queryRaw<{ slug: string; shape: string }[]>`
    SELECT slug, ${shapeSql} AS shape FROM sellers
    WHERE id <> ${sellerId}::uuid AND ${shapeSql} = ANY (${[...shapes]}::text[]) ORDER BY slug LIMIT 100`;
}
