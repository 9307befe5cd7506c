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

/** How a scope is entered: `begin` opens a transaction, `enter` are the values for a single query (lib/db/scoped-query.ts). */
export type DbContext = { readonly role: DbRole; readonly begin: string; readonly enter: readonly string[] };

const uuid = z.guid();

// In the order of the parameters of ENTER.
const SETTINGS = {
  sellerId: "app.seller_id",
  userId: "app.user_id",
  customerId: "app.customer_id",
  priceListId: "app.price_list_id",
} as const satisfies Record<keyof DbSettings, string>;

/** Builds the opening of a scope; values are checked to be UUIDs, so they can stand in the text. */
export function dbContext(role: DbRole, settings: DbSettings = {}): DbContext {
  const statements = [`BEGIN;SET LOCAL ROLE tradehall_${role}`];
  const enter = [`tradehall_${role}`];
  for (const [key, name] of Object.entries(SETTINGS)) {
    const given = settings[key as keyof DbSettings];
    const value = given ? uuid.parse(given) : "";
    if (value) statements.push(`SET LOCAL ${name}='${value}'`);
    enter.push(value);
  }
  return { role, begin: statements.join(";"), enter };
}

// One per process, like the pools that read it: hot reloads load this module again.
const shared = globalThis as { tradehallDbContext?: AsyncLocalStorage<DbContext> };
shared.tradehallDbContext ??= new AsyncLocalStorage<DbContext>();

/** Carries the scope from a query to the pool. Without one a query runs as the bare login role: permission denied. */
export const dbContextStorage = shared.tradehallDbContext;
