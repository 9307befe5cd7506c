import "server-only";
import type { Scope } from "@/lib/access/scope";
import { settleAccess } from "@/lib/clients/access/commands";
import { approveEntries } from "@/lib/clients/approval/commands";
import { type ListedRow, type ListingOutcome, type Plan, planListing, sameContacts } from "@/lib/clients/listing/plan";
import { findKnown } from "@/lib/clients/listing/queries";
import { contactsIn, sealedHex } from "@/lib/clients/sealing";
import { lockContacts } from "@/lib/contacts/locking/commands";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";

export type Listed = { outcomes: ListingOutcome[]; approved: number };

/**
 * Puts rows on a seller's client list, in a system transaction of the caller: a few statements, however many rows. Whoever has proved
 * a listed contact already is let in. `restore`: a revoked entry comes back; otherwise its row is refused. `importId`: members are told at the end
 * of that import.
 */
export async function listClients(
  db: Db,
  scope: Scope,
  sellerId: string,
  rows: readonly ListedRow[],
  options: { by: string | null; restore: boolean; importId?: string },
): Promise<Listed> {
  const contacts = rows.flatMap(contactsIn);
  // An entry that gets another contact stops listing the one it had: nobody proves that one meanwhile.
  await lockContacts(db, [...contacts, ...(await findKnown(db, sellerId, contacts)).flatMap(contactsIn)]);
  const plan = planListing(rows, await findKnown(db, sellerId, contacts), { restore: options.restore, newId });
  const now = new Date();
  await insertEntries(db, sellerId, plan.add, options.by);
  await changeEntries(db, scope, sellerId, plan.change);
  const fresh = [
    ...plan.add.map(({ id, row }) => ({ sellerId, id, ...row, listedAt: now })),
    ...plan.change.flatMap(({ before, row, restore }) =>
      restore || !sameContacts(before, row)
        ? [{ sellerId, id: before.id, ...row, listedAt: restore ? now : before.listedAt }]
        : [],
    ),
  ];
  return { outcomes: plan.outcomes, approved: await approveEntries(db, scope, sellerId, fresh, options.importId) };
}

async function insertEntries(db: Db, sellerId: string, added: Plan["add"], by: string | null): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ id, row }) => columnsOf(sellerId, id, row));
  await db.$executeRaw`
    INSERT INTO clients (seller_id, id, phone_value, phone_lookup, email_value, email_lookup, name, company, price_list_id, created_by, listed_at)
    SELECT ${sellerId}::uuid, r.id, decode(r.phone_value, 'hex'), decode(r.phone_lookup, 'hex'), decode(r.email_value, 'hex'),
      decode(r.email_lookup, 'hex'), r.name, r.company, r.price_list_id, ${by}::uuid, clock_timestamp()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, phone_value text, phone_lookup text, email_value text,
      email_lookup text, name text, company text, price_list_id uuid)`;
}

/** What an entry says now, and what follows from it for whoever it let in. Returns how many accesses ended. */
export async function changeEntries(db: Db, scope: Scope, sellerId: string, changed: Plan["change"]): Promise<number> {
  if (changed.length === 0) return 0;
  const rows = changed.map(({ before, row, restore }) => ({
    ...columnsOf(sellerId, before.id, row),
    restore,
    anew: restore || !sameContacts(before, row),
  }));
  await db.$executeRaw`
    UPDATE clients c SET phone_value = decode(r.phone_value, 'hex'), phone_lookup = decode(r.phone_lookup, 'hex'),
      email_value = decode(r.email_value, 'hex'), email_lookup = decode(r.email_lookup, 'hex'), name = r.name, company = r.company,
      price_list_id = r.price_list_id, status = CASE WHEN c.status = 'revoked' AND NOT r.restore THEN c.status WHEN r.anew THEN 'pending' ELSE c.status END,
      listed_at = CASE WHEN r.restore THEN clock_timestamp() ELSE c.listed_at END, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, phone_value text, phone_lookup text, email_value text,
      email_lookup text, name text, company text, price_list_id uuid, restore boolean, anew boolean)
    WHERE c.seller_id = ${sellerId}::uuid AND c.id = r.id`;
  await repriceCustomers(db, sellerId, changed);
  const replaced = changed.filter(({ before, row }) => !sameContacts(before, row)).map(({ before }) => before.id);
  return await settleAccess(db, scope, sellerId, replaced);
}

/** A new price list of an entry is that of the customers it let in, unless the seller gave them one by hand. */
async function repriceCustomers(db: Db, sellerId: string, changed: Plan["change"]): Promise<void> {
  const rows = changed
    .filter(({ before, row }) => before.priceListId !== row.priceListId)
    .map(({ before, row }) => ({ id: before.id, before: before.priceListId, after: row.priceListId }));
  if (rows.length === 0) return;
  await db.$executeRaw`
    UPDATE customers c SET price_list_id = r.after, updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, before uuid, after uuid)
    WHERE c.seller_id = ${sellerId}::uuid AND c.client_id = r.id AND c.price_list_id IS NOT DISTINCT FROM r.before`;
}

function columnsOf(sellerId: string, id: string, row: ListedRow) {
  const phone = sealedHex(sellerId, id, row.phone);
  const email = sealedHex(sellerId, id, row.email);
  return {
    id,
    phone_value: phone.value,
    phone_lookup: phone.lookup,
    email_value: email.value,
    email_lookup: email.lookup,
    name: row.name,
    company: row.company,
    price_list_id: row.priceListId,
  };
}
