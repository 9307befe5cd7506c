import "server-only";
import type { Db } from "@/lib/db/client";
import { priceListKey } from "@/lib/imports/rules";

/** As files name them. */
export async function priceListsByName(db: Db, sellerId: string): Promise<ReadonlyMap<string, string>> {
  const lists = await db.priceList.findMany({ where: { sellerId }, select: { id: true, name: true } });
  return new Map(lists.map(({ id, name }) => [priceListKey(name), id]));
}
