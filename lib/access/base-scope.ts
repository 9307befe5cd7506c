import "server-only";
import { heldError } from "@/lib/access/held";
import type { OperatorRole } from "@/lib/access/permissions";
import type { Origin } from "@/lib/access/request";
import { type SellerRow, touchSession, type WhoRow } from "@/lib/access/resolve-sql";
import { readSessionId } from "@/lib/auth/session-cookie";
import { type Db, scopedDb, scopedSql, scopedTransaction } from "@/lib/db/client";
import type { DbContext } from "@/lib/db/context";
import { AppError } from "@/lib/errors";

/** The signed-in person. */
export type ScopeUser = {
  readonly id: string;
  readonly name: string | null;
  readonly company: string | null;
  readonly locale: string;
  readonly theme: string;
  readonly sessionId: string;
  /** The contact they signed in with. */
  readonly contactId: string | null;
};

export type ScopeSeller = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: string;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  readonly defaultLocale: string;
  readonly trade: string | null;
  readonly town: string | null;
  readonly logo: string | null;
  readonly accent: string | null;
  /** Minor units of `currency`. */
  readonly orderMinimum: number;
  /** How long it keeps visits. */
  readonly visitMonths: number;
};

/** An operator's look into a store. */
export type Look = {
  readonly id: string;
  readonly reason: string;
  readonly expiresAt: Date;
  readonly role: OperatorRole;
};

/** What all scopes have: who acts, from where, and a database that sees no more than they may. */
export abstract class BaseScope {
  readonly #context: DbContext;
  #db: Db | undefined;
  readonly origin: Origin;

  constructor(context: DbContext, origin: Origin) {
    this.#context = context;
    this.origin = origin;
  }

  get db(): Db {
    this.#db ??= scopedDb(this.#context);
    return this.#db;
  }

  /** One named statement without Prisma: for the few reads where every tenth of a millisecond counts. */
  sql<Row extends Record<string, unknown>>(statement: {
    name: string;
    text: string;
    values: unknown[];
  }): Promise<Row[]> {
    return scopedSql<Row>(this.#context, statement);
  }

  /** One transaction; await its queries one after the other. */
  tx<T>(run: (db: Db) => Promise<T>): Promise<T> {
    return scopedTransaction(this.#context, run);
  }
}

export async function requireSessionId(): Promise<string> {
  const sessionId = await readSessionId();
  if (!sessionId) throw signedOut();
  return sessionId;
}

export function signedOut(): AppError {
  return new AppError("unauthenticated", "errors.signedOut");
}

/** Throws forbidden while a second proof is missing: the session's person may not be this user. */
export async function userOf(row: WhoRow): Promise<ScopeUser> {
  if (row.held) throw heldError();
  if (row.stale) await touchSession(row.session_id);
  return {
    id: row.user_id,
    name: row.user_name,
    company: row.user_company,
    locale: row.locale,
    theme: row.theme,
    sessionId: row.session_id,
    contactId: row.contact_id,
  };
}

export function sellerOf(row: SellerRow): ScopeSeller {
  return {
    id: row.seller_id,
    name: row.seller_name,
    slug: row.slug,
    status: row.seller_status,
    currency: row.currency,
    country: row.country,
    timeZone: row.time_zone,
    defaultLocale: row.default_locale,
    trade: row.trade,
    town: row.town,
    logo: row.logo,
    accent: row.accent,
    orderMinimum: Number(row.order_minimum),
    visitMonths: row.visit_months,
  };
}
