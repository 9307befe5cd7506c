import "server-only";
import { type Contact, formatContact } from "@/lib/contacts/rules";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { queueMessages } from "@/lib/messages/commands";
import { tellMembers } from "@/lib/sellers/notices/commands";
import { readSettings } from "@/lib/sellers/settings";
import { oneLine } from "@/lib/text";

export type Approved = {
  userId: string;
  contact: Contact;
  entry: { name: string | null; company: string | null };
};

/** So many are named in the message to members; the rest is counted. */
const NAMED = 5;

/** The client list let people in: the seller's members and the people themselves are told. */
export async function tellOfApprovals(db: Db, sellerId: string, approved: readonly Approved[]): Promise<void> {
  if (approved.length === 0) return;
  const seller = await db.seller.findFirstOrThrow({
    where: { id: sellerId },
    select: { id: true, name: true, slug: true, settings: true },
  });
  const { notices } = readSettings(seller.settings);
  if (notices.autoApproved) await tellStaff(db, seller, approved);
  if (notices.autoApprovedCustomer) await tellCustomers(db, seller, approved);
}

type Seller = { id: string; name: string; slug: string };

async function tellStaff(db: Db, seller: Seller, approved: readonly Approved[]): Promise<void> {
  const names = approved
    .slice(0, NAMED)
    .map(({ contact, entry }) => oneLine(entry.company ?? entry.name ?? formatContact(contact)));
  await tellMembers(db, seller, "clients.write", {
    template: "customer-auto-approved",
    sellerName: seller.name,
    count: approved.length,
    names,
    link: `${appUrl()}/vendor/${seller.slug}/customers`,
  });
}

async function tellCustomers(db: Db, seller: Seller, approved: readonly Approved[]): Promise<void> {
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
      locale: locales.get(userId) ?? "en",
      userId,
      template: "access-given" as const,
      sellerName: seller.name,
      link: `${appUrl()}/s/${seller.slug}`,
    })),
  );
}
