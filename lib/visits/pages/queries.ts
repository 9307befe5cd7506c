import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { pageOfKey, type SeenPage } from "@/lib/visits/rules";

type Unlabelled = Omit<SeenPage, "label">;
type Label = (page: Unlabelled) => string | null;

/** What stands in a visit's row, in the order in which it was opened. */
export function seenPages(pages: unknown): Unlabelled[] {
  // Written by the recording statement alone, in this shape.
  const known = pages as Record<string, Pick<SeenPage, "at" | "views" | "seconds">>;
  return Object.entries(known)
    .map(([key, { at, views, seconds }]) => ({ key, ...pageOfKey(key), at, views, seconds }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Says what pages showed: a category by its name of today, an order by its number, a search by its words. One statement for all. */
export async function listPageLabels(scope: StoreScope, pages: readonly Unlabelled[]): Promise<Label> {
  const ids = new Set(pages.flatMap(({ kind, about }) => (kind === "category" && about ? [about] : [])));
  const names = await categoryNames(scope, [...ids]);
  return ({ kind, about }) => (kind === "category" ? (names.get(about ?? "") ?? null) : about);
}

async function categoryNames(scope: StoreScope, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await scope.db.category.findMany({
    where: { sellerId: scope.seller.id, id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
