import { afterAll, describe, expect, it } from "vitest";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { closeDb } from "@/lib/db/client";
import { mergeUsers } from "@/lib/merges/commands";
import { merge, newEmail, newNumber, outcome, present, prove, undo } from "@/lib/merges/test-support";
import { openMessage } from "@/lib/messages/open";
import { addContact, removeContact, requestContactCode } from "@/lib/users/commands";
import { listContacts } from "@/lib/users/queries";
import { daysAgo, systemDb } from "@/prisma/factories/db";
import { type CreatedUser, createUser } from "@/prisma/factories/people";
import { accountScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);
const db = systemDb;

async function merged(theirContacts = [newEmail()]) {
  const into = await createUser({ contacts: [newEmail()], locale: "de" });
  const from = await createUser({ contacts: theirContacts, locale: "ar" });
  const mergeId = await merge(await present(into), theirContacts[0] ?? "");
  return { into, from, mergeId, owner: await accountScopeFor(into.id) };
}
const firstOf = ({ contacts }: CreatedUser) => contacts[0]?.id ?? "";
const userOf = async (contactId: string) => (await db().contact.findFirst({ where: { id: contactId } }))?.userId;

describe("while a merge can be undone", () => {
  it("the only contact of either side stays, says until when, and undoing parts them with one each", async () => {
    const { into, from, mergeId, owner } = await merged();
    for (const user of [into, from]) {
      expect(await outcome(removeContact(owner, { contactId: firstOf(user) }))).toBe("me.errors.keptContact");
    }
    const contacts = await listContacts(owner);
    expect(contacts.map(({ removable }) => removable)).toEqual([false, false]);
    const days = ((contacts[0]?.keptUntil?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    await undo(mergeId);
    expect([await userOf(firstOf(into)), await userOf(firstOf(from))]).toEqual([into.id, from.id]);
  });

  it("one of two goes, and what was added since counts as the kept one's", async () => {
    const { into, from, owner } = await merged([newEmail(), newEmail()]);
    await removeContact(owner, { contactId: firstOf(from) });
    expect(await outcome(removeContact(owner, { contactId: from.contacts[1]?.id ?? "" }))).toBe(
      "me.errors.keptContact",
    );
    const [visitor, contact] = [newVisitor(), newEmail()];
    await requestContactCode(owner, visitor, { contact });
    await addContact(owner, visitor, { contact, code: await newestCode(contact) });
    await removeContact(owner, { contactId: firstOf(into) });
    expect(await db().contact.count({ where: { userId: into.id } })).toBe(2);
  });

  it("only: afterwards, and once it was undone, every contact but the last is free", async () => {
    const old = await merged();
    await db().userMerge.updateMany({ where: { id: old.mergeId }, data: { createdAt: daysAgo(31) } });
    await removeContact(old.owner, { contactId: firstOf(old.into) });
    expect(await outcome(removeContact(old.owner, { contactId: firstOf(old.from) }))).toBe("me.errors.lastContact");
    const parted = await merged([newEmail(), newEmail()]);
    await undo(parted.mergeId);
    await removeContact(await accountScopeFor(parted.from.id), { contactId: firstOf(parted.from) });
  });

  it("a contact that is removed in the same moment leaves both sides one", async () => {
    for (let round = 0; round < 5; round++) {
      const theirs = newEmail();
      const into = await createUser({ contacts: [newEmail(), newEmail()] });
      await createUser({ contacts: [theirs] });
      const me = await present(into);
      const offer = await prove(me, theirs);
      const ends = await Promise.all([
        outcome(mergeUsers(me.scope, me.visitor, offer)),
        ...into.contacts.map(({ id }) => outcome(removeContact(me.scope, { contactId: id }))),
      ]);
      expect(ends[0]).toBe("done");
      const own = into.contacts.map(({ id }) => id);
      expect(await db().contact.count({ where: { userId: into.id, id: { in: own } } })).toBe(1);
    }
  });
});

describe("undoing", () => {
  it("is refused while the one who goes on would be left with nothing", async () => {
    const { into, mergeId } = await merged();
    await db().contact.deleteMany({ where: { id: firstOf(into) } });
    expect(await outcome(undo(mergeId))).toBe("merges.errors.noOwnContact");
    const other = await merged();
    await db().contact.updateMany({ where: { id: firstOf(other.from) }, data: { verifiedAt: null } });
    expect(await outcome(undo(other.mergeId))).toBe("merges.errors.noContact");
  });
});

it("tells a seller that two users parted, not which operator did it or from where", async () => {
  const seller = await createSeller();
  const theirs = newEmail();
  const [into, from] = [await createUser(), await createUser({ contacts: [theirs] })];
  await createCustomer({ seller, user: from });
  await undo(await merge(await present(into), theirs));
  const events = await db().auditEvent.findMany({ where: { sellerId: seller.id, action: "customer.parted" } });
  expect(events).toMatchObject([{ actorId: null, actorKind: "system", ip: null, userAgent: null }]);
});

describe("who is told", () => {
  const told = async (template: string, ids: readonly string[]) => {
    const rows = await db().message.findMany({ where: { template }, orderBy: { id: "asc" } });
    const lookups = (await db().contact.findMany({ where: { id: { in: [...ids] } } })).map(({ lookup }) =>
      Buffer.from(lookup).toString("hex"),
    );
    return rows.filter(({ toLookup }) => lookups.includes(Buffer.from(toLookup).toString("hex")));
  };

  it("of a merge is every verified contact of both, in the language of its user", async () => {
    const number = newNumber();
    const { into, from } = await merged([newEmail(), number]);
    const ids = [...into.contacts, ...from.contacts].map(({ id }) => id);
    const messages = await told("users-merged", ids);
    expect(messages.map(({ locale, channel }) => `${locale} ${channel}`).sort()).toEqual([
      "ar email",
      "ar sms",
      "de email",
    ]);
    for (const row of messages) expect(row.sellerId).toBe("00000000-0000-0000-0000-000000000000");
    const [first] = messages;
    const worded = first ? openMessage(first).worded : null;
    expect(worded).toMatchObject({ template: "users-merged", until: expect.any(String) });
  });

  it("of its removal is the contact itself, unless nobody had proved it", async () => {
    const user = await createUser({ contacts: [newEmail(), newEmail(), { value: newEmail(), verified: false }] });
    const owner = await accountScopeFor(user.id);
    const before = await db().message.count({ where: { template: "contact-removed" } });
    const removed = user.contacts[1];
    await removeContact(owner, { contactId: removed?.id ?? "" });
    await removeContact(owner, { contactId: user.contacts[2]?.id ?? "" });
    const rows = await db().message.findMany({ where: { template: "contact-removed" }, orderBy: { id: "asc" } });
    expect(rows).toHaveLength(before + 1);
    const [last] = rows.slice(-1);
    expect(last ? openMessage(last).to : null).toMatchObject({ value: removed?.value });
  });
});
