import type { DbRole } from "@/lib/db/context";

type Grants = Record<string, string[]>;

/** What each audience may do, whole. A new grant is a line here, for a reviewer to see. */
export const EXPECTED_GRANTS: Record<Exclude<DbRole, "system">, Grants> = {
  // One customer in one shop: no cost prices, no notes about them, no audit, no messages.
  shop: {
    audit_events: ["INSERT"],
    cart_lines: ["DELETE", "INSERT", "SELECT", "UPDATE"],
    carts: ["DELETE", "INSERT", "SELECT", "UPDATE"],
    categories: ["SELECT"],
    customers: ["SELECT (seller_id, id, user_id, status, join_date, name, company, price_list_id)"],
    order_counters: ["INSERT", "SELECT", "UPDATE"],
    order_lines: ["INSERT", "SELECT"],
    order_refunds: ["SELECT (seller_id, id, order_id, customer_id, amount, reason, created_at)"],
    orders: [
      "INSERT",
      "SELECT (xmin, seller_id, id, number, customer_id, checkout_key, status, currency, total, line_count, po_number, note, cancel_reason, placed_by, placed_at, confirmed_at, shipped_at, delivered_at, cancelled_at, updated_at)",
    ],
    price_list_items: ["SELECT"],
    products: [
      "SELECT (seller_id, id, sku, name, description, category_id, unit, picture, price, stock, min_quantity, status, created_at, updated_at)",
      "UPDATE (stock, updated_at)",
    ],
    sellers: [
      "SELECT (id, name, slug, status, currency, country, time_zone, default_locale, trade, town, description, logo, accent, order_minimum, visit_months, visit_ip_days)",
    ],
  },
  // One portal: no users, no contacts, no sessions, no hash of a link; nothing that moves a row to another seller.
  store: {
    alert_marks: ["DELETE", "INSERT", "SELECT", "UPDATE (mark, created_at)"],
    alert_settings: [
      "INSERT",
      "SELECT",
      "UPDATE (mode, cool_down, only_watched, quiet_from, quiet_to, digest_hour, weekly, digest_at, updated_at)",
    ],
    audit_events: ["INSERT", "SELECT"],
    categories: ["DELETE", "INSERT", "SELECT", "UPDATE (name, position)"],
    clients: ["SELECT"],
    customer_words: ["SELECT"],
    customers: [
      "INSERT",
      "SELECT",
      "UPDATE (status, granted_how, granted_by, granted_at, join_date, name, company, note, contact_kind, contact_value, contact_lookup, decision_note, price_list_id, updated_at, decided_at)",
    ],
    invites: [
      "INSERT",
      "SELECT (seller_id, id, kind, channel, contact_kind, contact_value, contact_lookup, status, name, company, price_list_id, user_id, sent_by, used_by, created_at, sent_at, expires_at, registered_at, used_at, expired_at, revoked_at, message, remind_at, reminded_at, asked_again_at, role, locale)",
      "UPDATE (channel, token_hash, status, name, company, price_list_id, sent_by, sent_at, expires_at, expired_at, revoked_at, message, remind_at, reminded_at, reminder_hash, asked_again_at)",
    ],
    files: ["DELETE", "INSERT", "SELECT"],
    import_chunks: ["INSERT", "SELECT"],
    imports: ["INSERT", "SELECT", "UPDATE (status, total, finished_at)"],
    members: ["SELECT"],
    message_events: ["SELECT"],
    messages: [
      "INSERT",
      "SELECT (seller_id, id, channel, template, status, attempts, error, created_at, sent_at, delivered_at, user_id, invite_id)",
    ],
    order_lines: ["SELECT"],
    order_refunds: ["SELECT"],
    orders: [
      "SELECT",
      "UPDATE (status, cancel_reason, confirmed_at, shipped_at, delivered_at, cancelled_at, updated_at)",
    ],
    payout_corrections: ["SELECT"],
    payout_lines: ["SELECT"],
    payouts: ["SELECT"],
    price_list_items: ["DELETE", "INSERT", "SELECT", "UPDATE (price)"],
    price_lists: ["INSERT", "SELECT", "UPDATE (name)"],
    products: [
      "INSERT",
      "SELECT",
      "UPDATE (sku, name, description, category_id, unit, picture, price, cost_price, stock, min_quantity, status, updated_at)",
    ],
    sellers: [
      "SELECT",
      "UPDATE (name, currency, country, time_zone, default_locale, trade, town, description, logo, accent, discoverable, order_minimum, settings, updated_at, legal_name, registration_number, street, postcode, languages, visit_months, visit_ip_days)",
    ],
    share_links: ["INSERT", "SELECT", "UPDATE (label, revoked_at)"],
    visit_customers: ["SELECT"],
    visit_days: ["SELECT"],
    visit_gaps: ["SELECT"],
    visit_hours: ["SELECT"],
    visits: ["SELECT"],
  },
  // One person across their sellers: where they belong, nothing of what is sold there.
  account: {
    audit_events: ["INSERT"],
    contacts: ["DELETE", "SELECT"],
    customers: [
      "SELECT (seller_id, id, user_id, status, granted_how, join_date, request_note, decision_note, first_visit_at, last_visit_at, created_at, updated_at, request_company, requested_at, request_count, decided_at)",
    ],
    members: ["SELECT (seller_id, id, user_id, locale, role, status, join_date)"],
    operators: ["SELECT"],
    sellers: [
      "SELECT (id, name, slug, status, currency, country, trade, town, description, logo, accent, discoverable, search_key)",
    ],
    sessions: ["SELECT", "UPDATE (ended_at)"],
    users: ["SELECT", "UPDATE (name, company, locale, theme, updated_at)"],
  },
  // Platform staff: no contacts, no payloads, no prices; decides about sellers.
  operator: {
    audit_events: ["INSERT", "SELECT"],
    customers: [
      "SELECT (seller_id, id, user_id, status, granted_how, join_date, name, company, user_name, user_company, created_at, requested_at, decided_at)",
    ],
    looks: ["INSERT", "SELECT", "UPDATE (ended_at)"],
    members: ["SELECT (seller_id, id, user_id, user_name, locale, role, status, join_date)"],
    message_events: ["SELECT"],
    messages: [
      "SELECT (seller_id, id, channel, template, status, attempts, provider, error, created_at, sent_at, delivered_at)",
    ],
    operators: ["SELECT"],
    order_refunds: ["SELECT"],
    orders: [
      "SELECT (seller_id, id, number, customer_id, status, currency, total, placed_at, delivered_at, commission_bp)",
    ],
    payout_corrections: ["INSERT", "SELECT"],
    payout_lines: ["DELETE", "INSERT", "SELECT"],
    payout_run_sellers: ["SELECT"],
    payout_runs: ["SELECT"],
    payouts: [
      "DELETE",
      "INSERT",
      "SELECT",
      "UPDATE (time_zone, state, order_count, gross, commission, refunds, corrections, carried, net, reference, computed_at, approved_at, approved_by, paid_at, paid_by)",
    ],
    products: ["SELECT (seller_id, id, status)"],
    sellers: ["SELECT"],
    suppressions: ["DELETE", "SELECT (id, kind, lookup, reason, created_at)"],
    user_merges: ["SELECT (id, from_user_id, into_user_id, created_at, undone_at, undone_by)"],
    users: [
      "SELECT (id, name, company, locale, status, created_at, merged_into, last_seen_at, name_key, company_key, list_rank)",
    ],
  },
};

/** Jobs and sign-in use every table, but nobody changes the audit. */
export function expectedSystemGrants(tables: string[]): Grants {
  const all = ["DELETE", "INSERT", "SELECT", "UPDATE"];
  return Object.fromEntries(tables.map((table) => [table, table === "audit_events" ? ["INSERT", "SELECT"] : all]));
}
