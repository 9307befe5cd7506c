import "server-only";
import { MEMBER_ROLES, type MemberRight, memberMay } from "@/lib/access/permissions";
import type { Contact } from "@/lib/contacts/rules";
import { tryUnsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { queueMessages } from "@/lib/messages/commands";
import type { TemplateMessage } from "@/lib/messages/templates";
import { LANGUAGES, localeFor, type ToldDecision } from "@/lib/sellers/rules";
import { type Notice, readSettings } from "@/lib/sellers/settings";

type Seller = { id: string };

/** Has the seller left this notice on? */
export async function isNoticed(db: Db, { id }: Seller, notice: Notice): Promise<boolean> {
  const row = await db.seller.findFirst({ where: { id }, select: { settings: true } });
  return readSettings(row?.settings).notices[notice];
}

/** A message to every active member with this right, in the caller's transaction; runs as the system, which alone may read where to write to. */
export async function tellMembers(
  db: Db,
  { id: sellerId }: Seller,
  right: MemberRight,
  message: TemplateMessage,
): Promise<void> {
  const roles = MEMBER_ROLES.filter((role) => memberMay(role, right));
  const members = await db.member.findMany({
    where: { sellerId, status: "active", role: { in: roles }, user: { status: "active" } },
    select: { id: true, email: true, locale: true },
  });
  await queueMessages(
    db,
    members.flatMap(({ id, email, locale }) => {
      const to = tryUnsealContact("members.email", `${sellerId}:${id}`, "email", email);
      return to ? [{ sellerId, to, locale, ...message }] : [];
    }),
  );
}

/** A message to each of these customers, in their language where the store speaks it, at the contact that they proved first; to nobody who has proved none. */
export async function tellCustomers(
  db: Db,
  { id: sellerId }: Seller,
  userIds: readonly string[],
  message: TemplateMessage,
  notBefore?: Date,
): Promise<void> {
  if (userIds.length === 0) return;
  const spoken = await db.seller.findFirstOrThrow({ where: { id: sellerId }, select: LANGUAGES });
  const users = await db.user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, locale: true } });
  const contacts = await provedFirst(db, userIds);
  await queueMessages(
    db,
    users.flatMap(({ id: userId, locale }) => {
      const to = contacts.get(userId);
      return to
        ? [{ sellerId, to, locale: localeFor(spoken, locale), userId, ...(notBefore && { notBefore }), ...message }]
        : [];
    }),
  );
}

async function provedFirst(db: Db, userIds: readonly string[]): Promise<Map<string, Contact>> {
  const rows = await db.contact.findMany({
    where: { userId: { in: [...userIds] }, verifiedAt: { not: null } },
    orderBy: { verifiedAt: "desc" },
    select: { id: true, userId: true, kind: true, value: true },
  });
  // The one proved first is set last.
  const found = new Map<string, Contact>();
  for (const { id, userId, kind, value } of rows) {
    const contact = tryUnsealContact("contacts.value", id, kind, value);
    if (contact) found.set(userId, contact);
  }
  return found;
}

type DecidedSeller = { id: string; name: string; slug: string };

/** What operators decided about the store, to all of its members. The platform writes: a terminated seller sends nothing any more. */
export async function tellOfDecision(
  db: Db,
  { id: sellerId, name: sellerName, slug }: DecidedSeller,
  decision: ToldDecision,
  reason: string | null,
): Promise<void> {
  const link = `${appUrl()}/${decision === "sendBack" ? "onboarding" : "vendor"}/${slug}`;
  const members = await db.member.findMany({
    where: { sellerId, status: "active", user: { status: "active" } },
    select: { id: true, email: true, locale: true, userId: true },
  });
  await queueMessages(
    db,
    members.flatMap(({ id, email, locale, userId }) => {
      const to = tryUnsealContact("members.email", `${sellerId}:${id}`, "email", email);
      const told = { template: "seller-decided", sellerName, decision, reason, link } as const;
      return to ? [{ to, locale, userId, ...told }] : [];
    }),
  );
}
