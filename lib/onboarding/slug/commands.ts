import "server-only";
import type { Db } from "@/lib/db/client";
import { type AppError, fieldError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { findAlike, slugShape, slugSuggestions } from "@/lib/sellers/slugs";

/** `slugShape` in SQL. */
const shapeSql = Prisma.sql`replace(replace(translate(slug, '01i358-', 'ollesb'), 'm', 'rn'), 'w', 'vv')`;

type Place = { id: string; name: string; town: string | null; country: string };

/**
 * Refuses an address that another seller has, or that imitates theirs, and says one that is free. Runs as the system, in the caller's
 * transaction: addresses are claimed one after the other, for what looks alike need not begin alike.
 */
export async function claimSlug(db: Db, seller: Place, slug: string): Promise<void> {
  await db.$queryRaw`SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(hashtextextended('slugs', 5))) AS held`;
  const problem = await findSlugProblem(db, seller, slug);
  if (problem) throw problem;
}

export async function findSlugProblem(db: Db, seller: Place, slug: string): Promise<AppError | null> {
  const other = findAlike(slug, await othersLike(db, seller.id, [slug]));
  if (!other) return null;
  return await slugError(db, seller, slug, other.slug === slug ? "taken" : "alike");
}

/** Beside the field, with another address that is free, where one is found. */
export async function slugError(db: Db, seller: Place, slug: string, problem: "taken" | "alike"): Promise<AppError> {
  const choices = slugSuggestions(slug, seller);
  const others = await othersLike(db, seller.id, choices);
  const suggestion = choices.find((choice) => !findAlike(choice, others));
  return suggestion
    ? fieldError("slug", `onboarding.errors.slug.${problem}`, { suggestion })
    : fieldError("slug", `onboarding.errors.slug.${problem}Only`);
}

/** The other sellers whose shape is in that of one of these: whoever may be meant. */
function othersLike(db: Db, sellerId: string, slugs: readonly string[]): Promise<{ slug: string }[]> {
  return db.$queryRaw<{ slug: string }[]>`
    SELECT slug FROM sellers WHERE id <> ${sellerId}::uuid AND EXISTS (
      SELECT FROM unnest(${slugs.map(slugShape)}::text[]) AS wanted (shape) WHERE strpos(wanted.shape, ${shapeSql}) > 0) ORDER BY slug`;
}
