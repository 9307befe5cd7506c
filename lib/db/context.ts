import { AsyncLocalStorage } from "node:async_hooks";
import { z } from "zod";

/** The database roles, one per audience; a login role holds no grant of its own and enters one of these. */
export type DbRole = "shop" | "store" | "account" | "system" | "operator";

/** What row-level security sees of the scope. Everything is a UUID. */
export type DbSettings = {
  sellerId?: string;
  userId?: string;
  customerId?: string;
  /** Absent: the customer has no price list and pays list prices. */
  priceListId?: string | null;
};

/** The opening of every transaction of one scope. */
export type DbContext = { readonly role: DbRole; readonly begin: string };

const uuid = z.guid();

const SETTINGS = {
  sellerId: "app.seller_id",
  userId: "app.user_id",
  customerId: "app.customer_id",
  priceListId: "app.price_list_id",
} as const satisfies Record<keyof DbSettings, string>;

/** Builds the opening statements; values are checked to be UUIDs, so they can stand in the text. */
export function dbContext(role: DbRole, settings: DbSettings = {}): DbContext {
  const statements = [`BEGIN;SET LOCAL ROLE tradehall_${role}`];
  for (const [key, name] of Object.entries(SETTINGS)) {
    const value = settings[key as keyof DbSettings];
    if (value) statements.push(`SET LOCAL ${name}='${uuid.parse(value)}'`);
  }
  return { role, begin: statements.join(";") };
}

// One per process, like the pools that read it: hot reloads load this module again.
const shared = globalThis as { tradehallDbContext?: AsyncLocalStorage<DbContext> };
shared.tradehallDbContext ??= new AsyncLocalStorage<DbContext>();

/** Carries the scope from a query to the pool. Without one a query runs as the bare login role: permission denied. */
export const dbContextStorage = shared.tradehallDbContext;
