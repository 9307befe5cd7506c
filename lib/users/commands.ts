import "server-only";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { refundBudgets } from "@/lib/auth/budgets";
import { checkCode, sendCode, takeCode } from "@/lib/auth/codes";
import { readContact, type Visitor } from "@/lib/auth/commands";
import type { CodeSent } from "@/lib/auth/rules";
import { approveListed } from "@/lib/clients/approval/commands";
import { formerContact } from "@/lib/contacts/former";
import { lockContacts } from "@/lib/contacts/locking/commands";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { formatDate } from "@/lib/i18n/format";
import { registerInvites } from "@/lib/invites/commands";
import type { MergeOffer } from "@/lib/merges/queries";
import { getMergeOffer } from "@/lib/merges/queries";
import { openMerges } from "@/lib/merges/sides/queries";
import { removableFrom } from "@/lib/merges/sides/rules";
import { queueMessage } from "@/lib/messages/commands";
import { currentKeyId } from "@/lib/sealed";
import type { Theme } from "@/lib/theme/theme";
import type { NamesInput } from "@/lib/users/schema";

/** Name and company; sellers see the change at once (trigger `users_names`). */
export async function renameUser(scope: AccountScope, { name, company }: NamesInput): Promise<void> {
  await changeUser(scope, { name, company }, "user.renamed");
}

export async function setLocale(scope: AccountScope, { locale }: { locale: string }): Promise<void> {
  await changeUser(scope, { locale }, "user.locale_changed", { locale });
}

export async function setTheme(scope: AccountScope, { theme }: { theme: Theme }): Promise<void> {
  await changeUser(scope, { theme }, "user.theme_changed", { theme });
}

type UserChange = { name?: string; company?: string | null; locale?: string; theme?: string };

async function changeUser(
  scope: AccountScope,
  change: UserChange,
  action: string,
  data: Record<string, string> = {},
): Promise<void> {
  await scope.tx(async (db) => {
    await db.user.updateMany({ where: { id: scope.user.id }, data: change });
    await recordAudit(db, scope, { action, targetKind: "user", targetId: scope.user.id, data });
  });
}

/** A code to a contact that is to be added: one that is theirs already needs none. Nothing is told of other people's. */
export async function requestNewContactCode(
  scope: AccountScope,
  visitor: Visitor,
  input: { contact: string },
): Promise<CodeSent> {
  const contact = readContact(input.contact, visitor.country);
  const own = await scope.db.contact.count({
    where: {
      userId: scope.user.id,
      kind: contact.kind,
      lookup: { in: contactLookups(contact) },
      verifiedAt: { not: null },
    },
  });
  if (own > 0) throw fieldError("contact", "me.errors.contactOwn");
  return await requestContactCode(scope, visitor, input);
}

/** A code to any contact, an own one too: an invite wants it proved again. Whose it may be is not told before it is proved. */
export async function requestContactCode(
  scope: AccountScope,
  visitor: Visitor,
  input: { contact: string },
): Promise<CodeSent> {
  const { origin, browser, locale, country } = visitor;
  const contact = readContact(input.contact, country);
  return await sendCode({ purpose: "add_contact", contact, origin, browser, locale, userId: scope.user.id });
}

/** The right code adds the contact, and invites to it take effect; a contact of somebody else stays theirs. */
export async function addContact(
  scope: AccountScope,
  visitor: Visitor,
  input: { contact: string; code: string },
): Promise<void> {
  if (!(await tryContact(scope, visitor, input)).added) throw new AppError("conflict", "me.errors.contactTaken");
}

/** The same for one's own page: when the proved contact belongs to another user, both may turn out to be one person. */
export async function addContactOrOffer(
  scope: AccountScope,
  visitor: Visitor,
  input: { contact: string; code: string },
): Promise<{ added: true } | { added: false; offer: MergeOffer }> {
  const { added, proofId } = await tryContact(scope, visitor, input);
  return added ? { added } : { added, offer: await getMergeOffer(scope, visitor, { proofId }) };
}

async function tryContact(
  scope: AccountScope,
  visitor: Visitor,
  input: { contact: string; code: string },
): Promise<{ added: boolean; proofId: string }> {
  const { origin, browser, country } = visitor;
  const contact = readContact(input.contact, country);
  const userId = scope.user.id;
  const codeId = await checkCode({ purpose: "add_contact", contact, browser, origin, userId, code: input.code });
  const system = SystemScope.resolve("add contact", { origin, actorId: userId });
  const added = await system.tx(async (db) => {
    await takeCode(db, codeId);
    await lockContacts(db, [contact]);
    return await takeContact(db, system, contact, userId);
  });
  await refundBudgets({ contact, ip: origin.ip, browser });
  return { added, proofId: codeId };
}

/** Committed also when it is refused: the code is used up, and the audit says that somebody tried. */
async function takeContact(db: Db, scope: SystemScope, contact: Contact, userId: string): Promise<boolean> {
  // Between the request's begin and here this user may have been merged into another one.
  const [user] = await db.$queryRaw<
    { status: string }[]
  >`SELECT status FROM users WHERE id = ${userId}::uuid FOR SHARE`;
  if (user?.status !== "active") throw new AppError("unauthenticated", "errors.signedOut");
  const owner = await findContactOwner(db, contact);
  if (owner?.proved && owner.userId !== userId) {
    await recordAudit(db, scope, {
      action: "contact.refused",
      targetKind: "user",
      targetId: userId,
      data: { kind: contact.kind, reason: "taken" },
    });
    return false;
  }
  const contactId = owner?.contactId ?? newId();
  const verifiedAt = new Date();
  const provedAt = verifiedAt;
  if (!owner) {
    const value = sealContact("contacts.value", contactId, contact);
    const lookup = contactLookups(contact)[0];
    await db.contact.createMany({
      data: {
        id: contactId,
        userId,
        kind: contact.kind,
        value,
        lookup,
        lookupKeyId: currentKeyId(),
        verifiedAt,
        provedAt,
      },
    });
  } else {
    await db.contact.updateMany({ where: { id: contactId }, data: { userId, verifiedAt, provedAt } });
    if (owner.userId !== userId) await absorbUnprovedUser(db, owner.userId, userId);
  }
  await recordAudit(db, scope, {
    action: "contact.added",
    targetKind: "contact",
    targetId: contactId,
    data: { kind: contact.kind },
  });
  await registerInvites(db, scope, { userId, contact });
  await approveListed(db, scope, { userId, contact });
  return true;
}

type ContactOwner = { contactId: string; userId: string; proved: boolean };

/** Whose contact is it? Somebody is behind it once any contact of that user was proved; before, it only waits for its owner. */
async function findContactOwner(db: Db, contact: Contact): Promise<ContactOwner | null> {
  const row = await db.contact.findFirst({
    where: { kind: contact.kind, lookup: { in: contactLookups(contact) } },
    select: { id: true, userId: true },
  });
  if (!row) return null;
  const proved = await db.contact.findFirst({
    where: { userId: row.userId, verifiedAt: { not: null } },
    select: { id: true },
  });
  return { contactId: row.id, userId: row.userId, proved: proved !== null };
}

/**
 * An invite made a user for a contact that nobody had proved; now it turns out to be somebody's second contact.
 * What was prepared for it (invited customers rows, memberships, an operator's place, invites) passes to that person; where they have a
 * row of their own, theirs counts. Nobody was ever signed in as the prepared user, so nothing else hangs on it.
 */
async function absorbUnprovedUser(db: Db, from: string, into: string): Promise<void> {
  const shops = await db.customer.findMany({ where: { userId: into }, select: { sellerId: true } });
  await db.customer.deleteMany({ where: { userId: from, sellerId: { in: shops.map(({ sellerId }) => sellerId) } } });
  await db.customer.updateMany({ where: { userId: from }, data: { userId: into } });
  // After the customers, like everywhere: whatever locks both locks them in this order.
  await db.invite.updateMany({ where: { userId: from }, data: { userId: into } });
  const stores = await db.member.findMany({ where: { userId: into }, select: { sellerId: true } });
  await db.member.updateMany({
    where: { userId: from, sellerId: { notIn: stores.map(({ sellerId }) => sellerId) } },
    data: { userId: into },
  });
  if ((await db.operator.count({ where: { userId: into } })) === 0) {
    await db.operator.updateMany({ where: { userId: from }, data: { userId: into } });
  }
  // A membership beside one of their own stays as it is: a seller's last admin is never deleted in passing.
  await db.user.deleteMany({ where: { id: from, members: { none: {} } } });
}

/**
 * Never the last proved one: nobody could sign in any more; nor, while a merge can be undone, the last one of either side. Sessions begun with it end,
 * but for this one. As the system, which alone knows of merges; the user is in every condition.
 */
export async function removeContact(scope: AccountScope, { contactId }: { contactId: string }): Promise<void> {
  const userId = scope.user.id;
  const system = SystemScope.resolve("contact removed", { origin: scope.origin, actorId: userId });
  await system.tx(async (db) => {
    // One removal at a time per user, and no merge meanwhile, or two tabs would each leave the other's contact.
    await db.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
    const contact = await db.contact.findFirst({
      where: { id: contactId, userId },
      select: { kind: true, value: true, verifiedAt: true },
    });
    if (!contact) throw notFoundError();
    await requireRemovable(db, scope, contactId);
    await db.contact.deleteMany({ where: { id: contactId, userId } });
    // Somebody may have signed in by it: whoever takes it off means them, too.
    await db.session.updateMany({
      where: { userId, contactId, endedAt: null, id: { not: scope.user.sessionId } },
      data: { endedAt: new Date() },
    });
    const to = unsealContact("contacts.value", contactId, contact.kind, contact.value);
    // Whom a seller turns away does not come back by it as somebody new: this tells whose it was.
    await recordAudit(db, scope, {
      action: "contact.removed",
      ...(contact.verifiedAt
        ? { targetKind: "former_contact", targetId: formerContact(to) }
        : { targetKind: "contact", targetId: contactId }),
      data: { kind: contact.kind, contactId },
    });
    if (!contact.verifiedAt) return;
    // Whoever reads there may not be who removed it.
    await queueMessage(db, {
      to,
      locale: scope.user.locale,
      template: "contact-removed",
      at: new Date().toISOString(),
    });
  });
}

async function requireRemovable(db: Db, { user }: AccountScope, contactId: string): Promise<void> {
  const rows = await db.contact.findMany({
    where: { userId: user.id, verifiedAt: { not: null } },
    select: { id: true },
  });
  const verified = rows.map(({ id }) => id);
  if (!verified.includes(contactId)) return;
  if (verified.length === 1) throw new AppError("conflict", "me.errors.lastContact");
  const from = removableFrom({ userId: user.id, contactId, verified }, await openMerges(db, user.id), new Date());
  if (!from) return;
  const date = formatDate(from, "dateTime", user.locale, "UTC");
  throw new AppError("conflict", "me.errors.keptContact", { values: { date } });
}
