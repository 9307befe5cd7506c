import { AsyncLocalStorage } from "node:async_hooks";
import { z } from "zod";

/** The database roles, one per audience; a login role holds no grant of its own and enters one of these. */
export type DbRole = "shop" | "store" | "account" | "system" | "operator";

/** What row-level security sees of the scope. Everything is a UUID. */
type DbSettings = {
  sellerId?: string;
  userId?: string;
  customerId?: string;
  /** Absent: the customer has no price list and pays list prices. */
  priceListId?: string | null;
};

type Options = DbSettings & {
  /** The database refuses every write, and there is no way back within the transaction. */
  readOnly?: boolean;
};

/** Role and settings as a prepared statement: what changes is a value, and what a scope does not set is not in it. */
export type Enter = { readonly name: string; readonly text: string; readonly values: readonly string[] };

/** How a scope is entered: `begin` opens a transaction, `enter` goes in front of a single query (lib/db/scoped-query.ts). */
export type DbContext = { readonly role: DbRole; readonly begin: string; readonly enter: Enter };

const uuid = z.guid();

const SETTINGS = {
  sellerId: "app.seller_id",
  userId: "app.user_id",
  customerId: "app.customer_id",
  priceListId: "app.price_list_id",
} as const satisfies Record<keyof DbSettings, string>;

/** Builds the opening of a scope; values are checked to be UUIDs, so they can stand in the text. */
export function dbContext(role: DbRole, { readOnly, ...settings }: Options = {}): DbContext {
  const given = Object.entries<string>(SETTINGS).flatMap(([key, name]) => {
    const value = settings[key as keyof DbSettings];
    return value ? [{ key, name, value: uuid.parse(value) }] : [];
  });
  if (readOnly) given.push({ key: "readOnly", name: "transaction_read_only", value: "on" });
  const set = [{ name: "role", value: `tradehall_${role}` }, ...given];
  return {
    role,
    begin: [
      "BEGIN",
      ...set.map(({ name, value }) => `SET LOCAL ${name}='${value}'`),
      // Read-only is taken back by nobody once the transaction has its snapshot.
      ...(readOnly ? ["SELECT"] : []),
    ].join(";"),
    enter: {
      // PostgreSQL reads 63 characters of a name.
      name: `enter ${given.map(({ key }) => key).join(" ")}`,
      text: `SELECT ${set.map(({ name }, index) => `set_config('${name}', $${index + 1}, true)`).join(", ")}`,
      values: set.map(({ value }) => value),
    },
  };
}

// One per process, like the pools that read it: hot reloads load this module again.
const shared = globalThis as { tradehallDbContext?: AsyncLocalStorage<DbContext> };
shared.tradehallDbContext ??= new AsyncLocalStorage<DbContext>();

/** Carries the scope from a query to the pool. Without one a query runs as the bare login role: permission denied. */
export const dbContextStorage = shared.tradehallDbContext;
