import { afterAll, describe, expect, it } from "vitest";
import { AccountScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { codesFor, newestCode, newVisitor } from "@/lib/auth/test-support";
import { closeDb } from "@/lib/db/client";
import type { AppError } from "@/lib/errors";
import {
  addContact,
  removeContact,
  renameUser,
  requestContactCode,
  requestNewContactCode,
  setLocale,
  setTheme,
} from "@/lib/users/commands";
import { listContacts, listSessions } from "@/lib/users/queries";
import { systemDb, unique } from "@/prisma/factories/db";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

const fresh = () => `${unique("me")}@example.com`;
const messageOf = (error: AppError) => error.message;

async function prove(userId: string, contact: string): Promise<void> {
  const scope = await accountScopeFor(userId);
  const visitor = newVisitor();
  await requestContactCode(scope, visitor, { contact });
  await addContact(scope, visitor, { contact, code: await newestCode(contact) });
}

describe("the own user", () => {
  it("is renamed, and sellers see the new name at once", async () => {
    const user = await createUser({ name: "Old" });
    const { id } = await createCustomer({ seller: await createSeller(), user });
    await renameUser(await accountScopeFor(user.id), { name: "New", company: "Co" });
    expect(await systemDb().customer.findFirst({ where: { id } })).toMatchObject({
      userName: "New",
      userCompany: "Co",
    });
  });

  it("keeps language and theme, every change an audit event", async () => {
    const user = await createUser();
    const scope = await accountScopeFor(user.id);
    await setLocale(scope, { locale: "en" });
    await setTheme(scope, { theme: "dark" });
    expect(await systemDb().user.findFirst({ where: { id: user.id } })).toMatchObject({ locale: "en", theme: "dark" });
    const events = await systemDb().auditEvent.findMany({ where: { actorId: user.id }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["user.locale_changed", "user.theme_changed"]);
  });

  it("sees its live sessions with their device, this one first, and no other person's", async () => {
    const user = await createUser();
    const userAgent =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
    const { sessionId } = await createSession(user.id, { userAgent, ip: "192.0.2.9" });
    await createSession(user.id, { endedAt: new Date() });
    await createSession(user.id, { expiresAt: new Date(Date.now() - 1000) });
    await createSession((await createUser()).id);
    const sessions = await listSessions(await accountScopeFor(user.id));
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect(sessions[1]).toMatchObject({ id: sessionId, browser: "Mobile Safari", system: "iOS", ip: "192.0.2.9" });
  });
});

describe("contacts", () => {
  it("a second one is added by proving it, and signs in as the same user", async () => {
    const user = await createUser({ contacts: [fresh()] });
    await prove(user.id, "+1 202 555 0161");
    const contacts = await listContacts(await accountScopeFor(user.id));
    expect(contacts).toMatchObject([
      { kind: "email", verified: true, removable: true },
      { kind: "phone", value: "+1 202 555 0161", verified: true, removable: true },
    ]);
  });

  it("an own one needs no code, however it is typed; another person's is answered like one of nobody's", async () => {
    const [own, theirs, nobodys] = [fresh(), fresh(), fresh()];
    const scope = await accountScopeFor((await createUser({ contacts: [own] })).id);
    await createUser({ contacts: [theirs] });
    const ask = (contact: string) => requestNewContactCode(scope, newVisitor(), { contact });
    await expect(ask(` ${own.toUpperCase()} `)).rejects.toMatchObject({ fields: { contact: "me.errors.contactOwn" } });
    expect(await codesFor(own)).toEqual([]);
    const { contact: _, ...times } = await ask(nobodys);
    expect(await ask(theirs)).toEqual({ ...times, contact: theirs });
    expect(await codesFor(theirs)).toHaveLength(1);
    // An invite wants an own one proved again.
    await requestContactCode(scope, newVisitor(), { contact: own });
    expect(await codesFor(own)).toHaveLength(1);
  });

  it("one that belongs to another user is refused kindly, after the proof, and stays theirs", async () => {
    const contact = fresh();
    const owner = await createUser({ contacts: [contact] });
    const user = await createUser();
    expect(await prove(user.id, contact).catch(messageOf)).toBe("me.errors.contactTaken");
    expect(await listContacts(await accountScopeFor(owner.id))).toHaveLength(1);
    expect(await listContacts(await accountScopeFor(user.id))).toHaveLength(1);
    expect(await systemDb().auditEvent.count({ where: { actorId: user.id, action: "contact.refused" } })).toBe(1);
  });

  it("proving one's own contact again changes nothing", async () => {
    const contact = fresh();
    const user = await createUser({ contacts: [contact] });
    await prove(user.id, contact);
    expect(await listContacts(await accountScopeFor(user.id))).toHaveLength(1);
  });

  it("an invited contact that nobody had proved: the invite passes to whoever adds it, without a second user", async () => {
    const seller = await createSeller();
    const { userId: sentBy } = await createMember({ seller });
    const contact = fresh();
    const invite = await createInvite({ seller, sentBy, contact });
    const user = await createUser();
    await prove(user.id, contact);
    expect(await systemDb().invite.findFirst({ where: { id: invite.id } })).toMatchObject({
      status: "registered",
      userId: user.id,
    });
    expect(await systemDb().customer.findMany({ where: { sellerId: seller.id } })).toMatchObject([
      { userId: user.id, status: "approved" },
    ]);
    expect(await systemDb().user.count({ where: { id: invite.userId } })).toBe(0);
  });

  it("an operator's place that waited for the contact passes to whoever adds it; their own place counts", async () => {
    const operatorOf = (userId: string) => systemDb().operator.findFirst({ where: { userId }, select: { role: true } });
    for (const own of [null, "admin"] as const) {
      const contact = fresh();
      const prepared = await createUser({ name: null, contacts: [{ value: contact, verified: false }] });
      await createOperator({ userId: prepared.id, role: "finance" });
      const user = await createUser();
      if (own) await createOperator({ userId: user.id, role: own });
      await prove(user.id, contact);
      expect(await operatorOf(user.id)).toEqual({ role: own ?? "finance" });
      expect(await operatorOf(prepared.id)).toBeNull();
    }
  });

  it("where both had a customers row, the person's own counts", async () => {
    const seller = await createSeller();
    const { userId: sentBy } = await createMember({ seller });
    const contact = fresh();
    const user = await createUser();
    const own = await createCustomer({ seller, user, status: "requested" });
    await createInvite({ seller, sentBy, contact });
    await prove(user.id, contact);
    expect(await systemDb().customer.findMany({ where: { sellerId: seller.id } })).toMatchObject([
      { id: own.id, status: "approved" },
    ]);
  });

  it("added by two users at the same moment: one of them has it", async () => {
    for (let round = 0; round < 5; round++) {
      const contact = fresh();
      const people = [await createUser(), await createUser()];
      const tries: (() => Promise<string>)[] = [];
      for (const person of people) {
        const scope = await accountScopeFor(person.id);
        const visitor = newVisitor();
        await requestContactCode(scope, visitor, { contact });
        const code = await newestCode(contact);
        tries.push(() => addContact(scope, visitor, { contact, code }).then(() => "added", messageOf));
      }
      // A new code kills the old one; here both shall be alive.
      await systemDb().signInCode.updateMany({
        where: { usedAt: null },
        data: { expiresAt: new Date(Date.now() + 60_000) },
      });
      const outcomes = await Promise.all(tries.map((run) => run()));
      expect(outcomes.sort()).toEqual(["added", "me.errors.contactTaken"]);
    }
  });

  it("the last verified one stays, also when two tabs remove one each", async () => {
    const user = await createUser({ contacts: [fresh(), fresh(), { value: fresh(), verified: false }] });
    const scope = await accountScopeFor(user.id);
    const [first, second, unproved] = await listContacts(scope);
    if (!first || !second || !unproved) throw new Error("Three contacts were expected.");
    const outcomes = await Promise.all(
      [first, second].map(({ id }) => removeContact(scope, { contactId: id }).then(() => "removed", messageOf)),
    );
    expect(outcomes.sort()).toEqual(["me.errors.lastContact", "removed"]);
    await removeContact(scope, { contactId: unproved.id });
    expect(await listContacts(scope)).toMatchObject([{ verified: true, removable: false }]);
  });

  it("another person's contact cannot be removed: not found", async () => {
    const other = await createUser({ contacts: [fresh(), fresh()] });
    const scope = await accountScopeFor((await createUser()).id);
    await expect(removeContact(scope, { contactId: other.contacts[0]?.id ?? "" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await listContacts(await accountScopeFor(other.id))).toHaveLength(2);
  });

  it("removing a contact ends the sessions begun with it, but the one that removes it", async () => {
    const [kept, removed] = [fresh(), fresh()];
    const user = await createUser({ contacts: [kept] });
    await prove(user.id, removed);
    const signIn = async (contact: string) => {
      const visitor = newVisitor();
      await requestSignInCode(visitor, { contact });
      return await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null });
    };
    const [mine, thief, other] = [await signIn(removed), await signIn(removed), await signIn(kept)];
    const scope = await actingAs({ sessionId: mine.sessionId }, () => AccountScope.resolve());
    const contact = (await listContacts(scope)).find(({ value }) => value === removed);
    await removeContact(scope, { contactId: contact?.id ?? "" });
    const alive = async ({ sessionId }: { sessionId: string }) =>
      await actingAs({ sessionId }, () => AccountScope.resolve()).then(
        () => true,
        () => false,
      );
    expect([await alive(mine), await alive(thief), await alive(other)]).toEqual([true, false, true]);
  });

  it("a removed contact is free: whoever proves it next is somebody new", async () => {
    const contact = fresh();
    const user = await createUser({ contacts: [fresh()] });
    await prove(user.id, contact);
    const scope = await accountScopeFor(user.id);
    const added = (await listContacts(scope)).find(({ value }) => value === contact);
    await removeContact(scope, { contactId: added?.id ?? "" });
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const { userId } = await verifySignInCode(visitor, {
      contact,
      code: await newestCode(contact),
      previousSession: null,
    });
    expect(userId).not.toBe(user.id);
  });
});
