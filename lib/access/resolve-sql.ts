import "server-only";
import { cache } from "react";
import type { MemberRole, OperatorRole } from "@/lib/access/permissions";
import { scopedSql } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";

// Who acts, and where: session, user, seller and relationship in one statement, one round trip, read for every request.
const system = dbContext("system");

const WHO = `s.id AS session_id, s.contact_id, s.last_seen_at < now() - interval '5 minutes' AS stale, s.held_at IS NOT NULL AS held,
  u.id AS user_id, u.name AS user_name, u.company AS user_company, u.locale, u.theme`;
const LIVE = "s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND u.status = 'active'";
const SELLER = `se.id AS seller_id, se.name AS seller_name, se.slug, se.status AS seller_status, se.currency, se.country,
  se.time_zone, se.default_locale, se.trade, se.town, se.logo, se.accent, se.order_minimum::text AS order_minimum, se.visit_months,
  se.terminated_at`;

export type WhoRow = {
  session_id: string;
  contact_id: string | null;
  stale: boolean;
  /** Nothing of this user opens before a second proof. */
  held: boolean;
  user_id: string;
  user_name: string | null;
  user_company: string | null;
  locale: string;
  theme: string;
};
export type SellerRow = {
  seller_id: string;
  seller_name: string;
  slug: string;
  seller_status: string;
  currency: string;
  country: string;
  time_zone: string;
  default_locale: string;
  trade: string | null;
  town: string | null;
  logo: string | null;
  accent: string | null;
  order_minimum: string;
  visit_months: number;
  terminated_at: Date | null;
};
export type ShopRow = WhoRow &
  (SellerRow | Record<keyof SellerRow, null>) & {
    customer_id: string | null;
    customer_status: string | null;
    join_date: Date | null;
    price_list_id: string | null;
    first_visit_at: Date | null;
  };
export type StoreRow = WhoRow &
  (SellerRow | Record<keyof SellerRow, null>) & {
    member_id: string | null;
    member_role: MemberRole | null;
    member_status: string | null;
    member_locale: string | null;
  };
export type AccountRow = WhoRow;
export type OperatorRow = WhoRow & { operator_role: OperatorRole | null; operator_status: string | null };

export function findShopRow(sessionId: string, slug: string): Promise<ShopRow | undefined> {
  return first({
    name: "who-shop",
    text: `SELECT ${WHO}, ${SELLER}, c.id AS customer_id, c.status AS customer_status, c.join_date, c.price_list_id, c.first_visit_at
      FROM sessions s JOIN users u ON u.id = s.user_id
      LEFT JOIN sellers se ON se.slug = $2
      LEFT JOIN customers c ON c.seller_id = se.id AND c.user_id = u.id
      WHERE ${LIVE}`,
    values: [sessionId, slug],
  });
}

/** Once per rendered request, which asks in which language it speaks besides. */
export const findStoreRow = cache(readStoreRow);

export function readStoreRow(sessionId: string, slug: string): Promise<StoreRow | undefined> {
  return first({
    name: "who-store",
    text: `SELECT ${WHO}, ${SELLER}, m.id AS member_id, m.role AS member_role, m.status AS member_status, m.locale AS member_locale
      FROM sessions s JOIN users u ON u.id = s.user_id
      LEFT JOIN sellers se ON se.slug = $2
      LEFT JOIN members m ON m.seller_id = se.id AND m.user_id = u.id
      WHERE ${LIVE}`,
    values: [sessionId, slug],
  });
}

export function findAccountRow(sessionId: string): Promise<AccountRow | undefined> {
  return first({
    name: "who-account",
    text: `SELECT ${WHO} FROM sessions s JOIN users u ON u.id = s.user_id WHERE ${LIVE}`,
    values: [sessionId],
  });
}

export function findOperatorRow(sessionId: string): Promise<OperatorRow | undefined> {
  return first({
    name: "who-operator",
    text: `SELECT ${WHO}, o.role AS operator_role, o.status AS operator_status
      FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN operators o ON o.user_id = u.id WHERE ${LIVE}`,
    values: [sessionId],
  });
}

export type LookRow = {
  operator_role: OperatorRole;
  look_id: string | null;
  reason: string | null;
  expires_at: Date | null;
  alive: boolean | null;
};

/** This session's operator, and their look into a store: the one they have right now, else one that ended within a day. */
export function findLookRow(sessionId: string, sellerId: string): Promise<LookRow | undefined> {
  return first({
    name: "who-looks",
    text: `SELECT o.role AS operator_role, l.id AS look_id, l.reason, l.expires_at, l.ended_at IS NULL AND l.expires_at > now() AS alive
      FROM sessions s JOIN users u ON u.id = s.user_id
      JOIN operators o ON o.user_id = u.id AND o.status = 'active'
      LEFT JOIN looks l ON l.user_id = u.id AND l.seller_id = $2 AND l.expires_at > now() - interval '1 day'
      WHERE ${LIVE} ORDER BY alive DESC NULLS LAST, l.expires_at DESC LIMIT 1`,
    values: [sessionId, sellerId],
  });
}

/** Keeps "last seen" of session and user true to five minutes without a write per request. Who is held may be somebody else: they see for nobody. */
export async function touchSession(sessionId: string): Promise<void> {
  await scopedSql(system, {
    name: "touch-session",
    text: `WITH seen AS (UPDATE sessions SET last_seen_at = now() WHERE id = $1 RETURNING user_id, held_at)
      UPDATE users u SET last_seen_at = now() FROM seen WHERE u.id = seen.user_id AND seen.held_at IS NULL`,
    values: [sessionId],
  });
}

/**
 * The customer's first entry to this shop: their registered invite becomes used, and the audit says so.
 * Two first requests at once: the conditional update lets one of them win.
 */
export async function markFirstEntry(entry: {
  sellerId: string;
  customerId: string;
  userId: string;
  auditId: string;
  ip: string;
  userAgent: string;
}): Promise<void> {
  await scopedSql(system, {
    name: "first-entry",
    text: `WITH entered AS (
        UPDATE customers SET first_visit_at = now() WHERE seller_id = $1 AND id = $2 AND first_visit_at IS NULL RETURNING seller_id
      ), used AS (
        UPDATE invites i SET status = 'used', used_at = now(), used_by = $3
        FROM entered WHERE i.seller_id = entered.seller_id AND i.user_id = $3 AND i.kind = 'customer' AND i.status = 'registered' RETURNING i.id
      )
      INSERT INTO audit_events (seller_id, id, actor_id, actor_kind, action, target_kind, target_id, ip, user_agent)
      SELECT seller_id, $4, $3, 'customer', 'shop.first_entry', 'customer', $2::text, NULLIF($5, ''), NULLIF($6, '') FROM entered`,
    values: [entry.sellerId, entry.customerId, entry.userId, entry.auditId, entry.ip, entry.userAgent],
  });
}

async function first<Row extends object>(statement: {
  name: string;
  text: string;
  values: unknown[];
}): Promise<Row | undefined> {
  const rows = await scopedSql<Row>(system, statement);
  return rows[0];
}
