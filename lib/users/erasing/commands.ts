import "server-only";
import { NO_ORIGIN } from "@/lib/access/request";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { personIds } from "@/lib/audit/people/queries";
import { type AuditEntry, recordAudit, recordAuditEvents } from "@/lib/audit/record";
import { formerContact } from "@/lib/contacts/former";
import { lockContacts } from "@/lib/contacts/locking/commands";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { AppError, fieldError } from "@/lib/errors";
import { eraseWord } from "@/lib/users/rules";
import { lockUser, requireOther } from "@/lib/users/running/commands";
import type { EraseUserInput } from "@/lib/users/schema";
import { leaveStoresErased } from "@/lib/users/stores/commands";
import { eraseVisits } from "@/lib/visits/erasing/commands";

/**
 * Takes a person out of the platform, for good. Contacts, names, sessions, codes, messages, invites and memberships go; what the law wants kept
 * (orders, payouts, the audit) stays under an id that says nothing. Sellers keep their own client lists, and a contact that asked for no more messages
 * stays on record as such.
 */
export async function eraseUser(scope: OperatorScope, { userId, confirmation }: EraseUserInput): Promise<void> {
  const ids = await personIds(userId);
  await SystemScope.resolve("operator erases a user", scope).tx(async (db) => {
    const contacts = await lockContactsOf(db, ids);
    await db.session.deleteMany({ where: { userId: { in: ids } } });
    const user = await lockUser(db, scope, { userId, right: "users.erase" });
    requireOther(scope, user);
    if (confirmation !== eraseWord(user)) throw fieldError("confirmation", "users.errors.confirmation");
    await requireSame(db, ids, contacts);
    await eraseRecords(db, ids, contacts);
    await rememberTurnedAway(db, ids, contacts);
    const events = [...(await eraseCustomers(db, ids)), ...(await eraseMembers(db, scope, ids))];
    await db.operator.deleteMany({ where: { userId: { in: ids } } });
    await db.contact.deleteMany({ where: { userId: { in: ids } } });
    await db.userMerge.deleteMany({ where: { OR: [{ fromUserId: { in: ids } }, { intoUserId: { in: ids } }] } });
    await db.user.updateMany({ where: { id: { in: ids } }, data: { name: null, company: null } });
    await db.user.updateMany({ where: { id: userId }, data: { status: "erased" } });
    await recordAudit(db, scope, { action: "user.erased", targetKind: "user", targetId: userId });
    // Which operator it was is not the sellers' to read.
    await recordAuditEvents(db, SystemScope.resolve("user erased"), events);
  });
}

type OwnContact = Contact & { id: string; userId: string };

/** A seller's no outlives the person's row: whoever comes back by one of these contacts is found by its hash (findTurnedAway), which tells nobody anything. */
async function rememberTurnedAway(db: Db, ids: string[], contacts: readonly OwnContact[]): Promise<void> {
  const away = await db.customer.count({ where: { userId: { in: ids }, status: { in: ["revoked", "rejected"] } } });
  if (away === 0) return;
  for (const { userId, ...contact } of contacts) {
    const system = SystemScope.resolve("user erased", { origin: NO_ORIGIN, actorId: userId });
    await recordAudit(db, system, {
      action: "contact.removed",
      targetKind: "contact",
      targetId: formerContact(contact),
    });
  }
}

async function contactsOf(db: Db, ids: string[]): Promise<OwnContact[]> {
  const rows = await db.contact.findMany({
    where: { userId: { in: ids } },
    select: { id: true, userId: true, kind: true, value: true },
  });
  return rows.map(({ id, userId, kind, value }) => ({
    id,
    userId,
    ...unsealContact("contacts.value", id, kind, value),
  }));
}

/** Nobody signs in, is invited or listed by one of these meanwhile. */
async function lockContactsOf(db: Db, ids: string[]): Promise<OwnContact[]> {
  const contacts = await contactsOf(db, ids);
  await lockContacts(db, contacts);
  return contacts;
}

/** A contact or a whole user that came to them since would be left behind. */
async function requireSame(db: Db, ids: string[], contacts: OwnContact[]): Promise<void> {
  const now = await contactsOf(db, ids);
  const came = await db.user.count({ where: { mergedInto: { in: ids }, id: { notIn: ids } } });
  const known = new Set(contacts.map(({ id }) => id));
  if (came > 0 || now.some(({ id }) => !known.has(id))) throw new AppError("conflict", "users.errors.changed");
}

/** Codes, messages and invites: by their contacts, and by the user at every seller who knows them. */
async function eraseRecords(db: Db, ids: string[], contacts: readonly Contact[]): Promise<void> {
  const lookups = contacts.flatMap((contact) => contactLookups(contact));
  const known = await db.$queryRaw<{ sellerId: string }[]>`
    SELECT seller_id AS "sellerId" FROM customers WHERE user_id = ANY (${ids}::uuid[])
    UNION SELECT seller_id FROM members WHERE user_id = ANY (${ids}::uuid[])`;
  const ofUser = { sellerId: { in: known.map(({ sellerId }) => sellerId) }, userId: { in: ids } };
  await db.signInCode.deleteMany({
    where: { OR: [{ userId: { in: ids } }, { contactLookup: { in: lookups } }] },
  });
  await db.message.deleteMany({ where: { OR: [{ toLookup: { in: lookups } }, ofUser] } });
  await db.invite.deleteMany({ where: { OR: [{ contactLookup: { in: lookups } }, ofUser] } });
}

/**
 * Whoever never ordered is gone from a seller; of whoever did, the orders stay, with a row that names nobody. So does the row of whom a seller
 * turned away: erasing undoes no decision.
 */
async function eraseCustomers(db: Db, ids: string[]): Promise<AuditEntry[]> {
  const rows = await db.customer.findMany({
    where: { userId: { in: ids } },
    orderBy: [{ sellerId: "asc" }, { id: "asc" }],
    select: { sellerId: true, id: true },
  });
  await eraseVisits(
    db,
    rows.map(({ sellerId, id: customerId }) => ({ sellerId, customerId })),
  );
  await db.cart.deleteMany({ where: { customer: { userId: { in: ids } } } });
  await db.$executeRaw`UPDATE orders o SET note = NULL FROM customers c
    WHERE c.user_id = ANY (${ids}::uuid[]) AND o.seller_id = c.seller_id AND o.customer_id = c.id AND o.note IS NOT NULL`;
  await db.$executeRaw`DELETE FROM customers c WHERE c.user_id = ANY (${ids}::uuid[])
    AND c.status NOT IN ('revoked', 'rejected') AND NOT EXISTS (SELECT FROM orders o WHERE o.seller_id = c.seller_id AND o.customer_id = c.id)`;
  await db.$executeRaw`UPDATE customers SET status = CASE WHEN status IN ('merged', 'rejected') THEN status ELSE 'revoked' END,
      decided_at = CASE WHEN status IN ('revoked', 'rejected') THEN decided_at END, name = NULL, company = NULL, note = NULL,
      contact_kind = NULL, contact_value = NULL, contact_lookup = NULL, request_note = NULL, request_company = NULL, decision_note = NULL
    WHERE user_id = ANY (${ids}::uuid[])`;
  return rows.map(({ sellerId, id }) => ({
    sellerId,
    action: "customer.erased",
    targetKind: "customer",
    targetId: id,
  }));
}

async function eraseMembers(db: Db, scope: OperatorScope, ids: string[]): Promise<AuditEntry[]> {
  await leaveStoresErased(db, scope, ids);
  const rows = await db.member.findMany({
    where: { userId: { in: ids } },
    select: { sellerId: true, id: true, role: true },
  });
  await db.member.deleteMany({ where: { userId: { in: ids } } });
  return rows.map(({ sellerId, id, role }) => ({
    sellerId,
    action: "member.erased",
    targetKind: "member",
    targetId: id,
    data: { was: role },
  }));
}
