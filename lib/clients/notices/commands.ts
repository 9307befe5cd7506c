import "server-only";
import { clientContacts } from "@/lib/clients/sealing";
import { type Contact, formatContact } from "@/lib/contacts/rules";
import { forgetUntold } from "@/lib/customers/notices/commands";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { queueMessages } from "@/lib/messages/commands";
import { tellMembers } from "@/lib/sellers/notices/commands";
import { LANGUAGES, type Languages, localeFor } from "@/lib/sellers/rules";
import { readSettings } from "@/lib/sellers/settings";
import { oneLine } from "@/lib/text";

export type Approved = {
  userId: string;
  contact: Contact;
  entry: { name: string | null; company: string | null };
};

/** So many are named in the message to members; the rest is counted. */
const NAMED = 5;

/** The client list let people in: they are told, and the seller's members, unless they are told of all later. */
export async function tellOfApprovals(
  db: Db,
  sellerId: string,
  approved: readonly Approved[],
  { members }: { members: boolean },
): Promise<void> {
  if (approved.length === 0) return;
  const { seller, notices } = await readSeller(db, sellerId);
  const named = approved.slice(0, NAMED).map(({ contact, entry }) => nameOf(entry, contact));
  if (members && notices.autoApproved) await tellStaff(db, seller, approved.length, named);
  const spared = await forgetUntold(
    db,
    sellerId,
    approved.map(({ userId }) => userId),
  );
  const news = approved.filter(({ userId }) => !spared.has(userId));
  if (notices.autoApprovedCustomer) await tellApproved(db, seller, news);
}

/** An import has ended: members are told once whom its chunks let in. What they did is in the audit, each with its approval. */
export async function tellOfImport(
  db: Db,
  sellerId: string,
  { id, startedAt }: { id: string; startedAt: Date },
): Promise<void> {
  const { seller, notices } = await readSeller(db, sellerId);
  if (!notices.autoApproved) return;
  const [counted] = await db.$queryRaw<{ count: number; clientIds: string[] }[]>`
    SELECT count(*)::int AS count, COALESCE((array_agg(data->>'clientId' ORDER BY created_at, id))[1:${NAMED}::int], '{}') AS "clientIds" FROM audit_events
    WHERE seller_id = ${sellerId}::uuid AND topic = 'customer' AND created_at >= ${startedAt} AND action = 'customer.approved'
      AND data->>'importId' = ${id}`;
  if (!counted || counted.count === 0) return;
  const entries = await db.client.findMany({
    where: { sellerId, id: { in: counted.clientIds } },
    select: { sellerId: true, id: true, name: true, company: true, phoneValue: true, emailValue: true },
  });
  const named = entries.flatMap((entry) => {
    const { phone, email } = clientContacts(entry);
    const contact = email ?? phone;
    return contact ? [nameOf(entry, contact)] : [];
  });
  await tellStaff(db, seller, counted.count, named);
}

type Seller = { id: string; name: string; slug: string } & Languages;

async function readSeller(db: Db, id: string) {
  const { settings, ...seller } = await db.seller.findFirstOrThrow({
    where: { id },
    select: { id: true, name: true, slug: true, settings: true, ...LANGUAGES },
  });
  return { seller, notices: readSettings(settings).notices };
}

function nameOf({ company, name }: Approved["entry"], contact: Contact): string {
  return oneLine(company ?? name ?? formatContact(contact));
}

async function tellStaff(db: Db, seller: Seller, count: number, names: string[]): Promise<void> {
  await tellMembers(db, seller, "clients.write", {
    template: "customer-auto-approved",
    sellerName: seller.name,
    count,
    names,
    link: `${appUrl()}/vendor/${seller.slug}/customers`,
  });
}

async function tellApproved(db: Db, seller: Seller, approved: readonly Approved[]): Promise<void> {
  const users = await db.user.findMany({
    where: { id: { in: approved.map(({ userId }) => userId) } },
    select: { id: true, locale: true },
  });
  const locales = new Map(users.map(({ id, locale }) => [id, locale]));
  await queueMessages(
    db,
    approved.map(({ userId, contact }) => ({
      sellerId: seller.id,
      to: contact,
      locale: localeFor(seller, locales.get(userId)),
      userId,
      template: "access-given" as const,
      sellerName: seller.name,
      link: `${appUrl()}/s/${seller.slug}`,
    })),
  );
}
