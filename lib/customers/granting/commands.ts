import "server-only";
import { type Scope, SystemScope } from "@/lib/access/scope";
import { recordAuditEvents } from "@/lib/audit/record";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import { findTurnedAway, type TurnedAway } from "@/lib/customers/granting/queries";
import { type LockedCustomer, lockCustomers } from "@/lib/customers/queries";
import { customerStatusesBefore, type Grant } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";

export type AccessGrant = {
  sellerId: string;
  userId: string;
  /** Another user who is about to become the same person: what the seller said about them counts as well. */
  alsoAs?: string;
  /** What the seller knows them by; kept if there is one already. */
  contact?: Contact;
  how: Grant;
  /** The member who decided; null where nobody did. */
  by: string | null;
  /** The entry of the client list that gives the access, when it was listed, and by which import. */
  client?: { id: string; listedAt: Date; importId?: string };
  /** Absent: as it was. Null: list prices. */
  priceListId?: string | null;
  name?: string | null;
  company?: string | null;
};
export type Granted = { customerId: string; granted: boolean };

/** Lets one user in, in the caller's transaction. */
export async function grantAccess(db: Db, scope: Scope, grant: AccessGrant): Promise<Granted> {
  const [answer] = await grantAccesses(db, scope, grant.sellerId, [grant]);
  if (!answer) throw new Error("A grant has an answer.");
  return answer;
}

/**
 * The only place that writes an approval: locks the rows, makes or approves them, says in the audit how. Whoever is in stays as they
 * are; what a member decided after a contact was listed is not undone by the list. One grant per user.
 */
export async function grantAccesses(
  db: Db,
  scope: Scope,
  sellerId: string,
  grants: readonly Omit<AccessGrant, "sellerId">[],
): Promise<Granted[]> {
  if (grants.length === 0) return [];
  const locked = await lockCustomers(
    db,
    sellerId,
    grants.map(({ userId }) => userId),
  );
  const rows = new Map(locked.map((row) => [row.userId, row]));
  const allowed = grants.filter((grant) => mayGrant(rows.get(grant.userId), grant));
  const held = await holdTurnedAway(db, sellerId, allowed);
  const open = allowed.filter(({ userId }) => !held.has(userId));
  const granted = await writeApprovals(db, sellerId, open, rows);
  await recordAuditEvents(
    db,
    scope,
    open.flatMap(({ userId, how, client }) => {
      const id = granted.get(userId);
      const was = rows.get(userId)?.status ?? null;
      const importId = client?.importId;
      const data = { how, was, ...(client && { clientId: client.id }), ...(importId && { importId }) };
      return id ? [{ sellerId, action: "customer.approved", targetKind: "customer", targetId: id, data }] : [];
    }),
  );
  return grants.map(({ userId }) => {
    const id = granted.get(userId);
    return id ? { customerId: id, granted: true } : { customerId: rows.get(userId)?.id ?? "", granted: false };
  });
}

function mayGrant(row: LockedCustomer | undefined, { client }: Omit<AccessGrant, "sellerId">): boolean {
  if (row?.status === "approved") return false;
  if (!row || !client || (row.status !== "revoked" && row.status !== "rejected")) return true;
  return row.decidedAt === null || row.decidedAt <= client.listedAt;
}

/**
 * Whom the client list does not let in: the seller has turned away, after it listed them, whoever it knew by this contact. It may be the same person
 * or a number's next owner; the safe side is to wait for the seller, who reads why. Returns their ids.
 */
async function holdTurnedAway(
  db: Db,
  sellerId: string,
  grants: readonly Omit<AccessGrant, "sellerId">[],
): Promise<Set<string>> {
  const listed = grants.flatMap(({ client, ...grant }) => (client ? [{ ...grant, client }] : []));
  const coming = listed.map(({ userId, alsoAs, contact, client }) => ({
    userId,
    ...(alsoAs && { alsoAs }),
    contacts: contact ? [contact] : [],
    clientId: client.id,
  }));
  const away = await findTurnedAway(db, sellerId, coming);
  const said = (row: TurnedAway) => row.handedAt ?? row.decidedAt;
  const held = listed.flatMap(({ userId, client }) => {
    const by = away.filter((row) => row.userId === userId && (said(row) ?? client.listedAt) > client.listedAt);
    return by.length > 0 ? [{ userId, clientId: client.id, by: by.find(({ bySeller }) => bySeller) }] : [];
  });
  if (held.length === 0) return new Set();
  await sayHeld(
    db,
    sellerId,
    held.flatMap(({ clientId, by }) => (by ? [{ clientId, by, since: said(by) }] : [])),
  );
  return new Set(held.map(({ userId }) => userId));
}

/** Once per decision, and not who it was or from where: to this seller they are nobody. */
async function sayHeld(
  db: Db,
  sellerId: string,
  held: readonly { clientId: string; by: TurnedAway; since: Date | null }[],
): Promise<void> {
  if (held.length === 0) return;
  const events = await db.auditEvent.findMany({
    where: { sellerId, action: "client.held", targetId: { in: held.map(({ clientId }) => clientId) } },
    select: { targetId: true, createdAt: true },
  });
  const unsaid = held.filter(
    ({ clientId, since }) => !events.some((event) => event.targetId === clientId && since && event.createdAt > since),
  );
  await recordAuditEvents(
    db,
    SystemScope.resolve("client list"),
    unsaid.map(({ clientId, by }) => ({
      sellerId,
      action: "client.held",
      targetKind: "client",
      targetId: clientId,
      data: { customerId: by.customerId, ...(by.handedAt && { how: "handed_over" }) },
    })),
  );
}

/** Returns the row's id per user who was let in. A row that appears meanwhile (a request) is approved like one that was there. */
async function writeApprovals(
  db: Db,
  sellerId: string,
  grants: readonly Omit<AccessGrant, "sellerId">[],
  rows: ReadonlyMap<string, LockedCustomer>,
): Promise<Map<string, string>> {
  if (grants.length === 0) return new Map();
  const wanted = grants.map((grant) => {
    const id = rows.get(grant.userId)?.id ?? newId();
    const { contact } = grant;
    return {
      id,
      user_id: grant.userId,
      how: grant.how,
      by: grant.by,
      client_id: grant.how === "client_list" ? (grant.client?.id ?? null) : null,
      priced: grant.priceListId !== undefined,
      price_list_id: grant.priceListId ?? null,
      name: grant.name ?? null,
      company: grant.company ?? null,
      kind: contact?.kind ?? null,
      value: contact ? hex(sealContact("customers.contact_value", `${sellerId}:${id}`, contact)) : null,
      lookup: contact ? hex(contactLookups(contact)[0]) : null,
    };
  });
  // The next entry to the shop is the first one of this grant. A contact is bound to its row: another row keeps its own.
  const written = await db.$queryRaw<{ id: string; userId: string }[]>`
    INSERT INTO customers AS c (seller_id, id, user_id, status, granted_how, granted_by, granted_at, join_date, decided_at, client_id,
      price_list_id, name, company, contact_kind, contact_value, contact_lookup, updated_at)
    SELECT ${sellerId}::uuid, g.id, g.user_id, 'approved', g.how, g.by, now(), now(), clock_timestamp(), g.client_id,
      g.price_list_id, g.name, g.company, g.kind, decode(g.value, 'hex'), decode(g.lookup, 'hex'), now()
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS g(id uuid, user_id uuid, how text, by uuid, client_id uuid, priced boolean,
      price_list_id uuid, name text, company text, kind text, value text, lookup text)
    ORDER BY g.user_id
    ON CONFLICT (seller_id, user_id) DO UPDATE SET status = 'approved', granted_how = excluded.granted_how, granted_by = excluded.granted_by,
      granted_at = excluded.granted_at, join_date = COALESCE(c.join_date, excluded.join_date), decided_at = excluded.decided_at, decision_note = NULL,
      client_id = excluded.client_id, price_list_id = COALESCE(excluded.price_list_id, c.price_list_id),
      name = COALESCE(excluded.name, c.name), company = COALESCE(excluded.company, c.company),
      last_visit_at = COALESCE(c.last_visit_at, c.first_visit_at), first_visit_at = NULL, updated_at = excluded.updated_at,
      contact_kind = CASE WHEN c.contact_lookup IS NULL AND c.id = excluded.id THEN excluded.contact_kind ELSE c.contact_kind END,
      contact_value = CASE WHEN c.contact_lookup IS NULL AND c.id = excluded.id THEN excluded.contact_value ELSE c.contact_value END,
      contact_lookup = CASE WHEN c.contact_lookup IS NULL AND c.id = excluded.id THEN excluded.contact_lookup ELSE c.contact_lookup END
    WHERE c.status = ANY (${customerStatusesBefore("approved")})
    RETURNING c.id, c.user_id AS "userId"`;
  const unpriced = wanted.filter(({ priced, price_list_id }) => priced && price_list_id === null);
  if (unpriced.length > 0) {
    const ids = new Set(written.map(({ id }) => id));
    await db.customer.updateMany({
      where: { sellerId, id: { in: unpriced.map(({ id }) => id).filter((id) => ids.has(id)) } },
      data: { priceListId: null },
    });
  }
  return new Map(written.map(({ id, userId }) => [userId, id]));
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
