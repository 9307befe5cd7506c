import { afterAll, describe, expect, it, vi } from "vitest";
import { findHeld, HeldScope } from "@/lib/access/held-scope";
import { AccountScope, findAccount, OperatorScope, ShopScope, StoreScope } from "@/lib/access/scope";
import { requestSignInCode, type SignedIn, type Visitor, verifySignInCode } from "@/lib/auth/commands";
import {
  giveOwnProof,
  giveSecondProof,
  requestOwnProof,
  requestSecondProof,
  startAsNew,
} from "@/lib/auth/second-proof/commands";
import { getHeldChoices } from "@/lib/auth/second-proof/queries";
import { endSessionById } from "@/lib/auth/sessions";
import { codesFor, newestCode, newVisitor, otherThan } from "@/lib/auth/test-support";
import { closeDb } from "@/lib/db/client";
import { action } from "@/lib/server/action";
import { addContact, removeContact } from "@/lib/users/commands";
import { daysAgo, systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

afterAll(closeDb);

let numbers = 0;
/** A number of fiction that no other test here uses. */
const newNumber = () => `+1202555${String(100 + (numbers++ % 100)).padStart(4, "0")}`;
const newEmail = () => `${unique("owner")}@example.com`;

async function signIn(contact: string, visitor: Visitor = newVisitor()): Promise<SignedIn> {
  await requestSignInCode(visitor, { contact });
  return await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null });
}

/** Somebody with a number and an e-mail, a shop, a store and the platform, who was last seen so many days ago. */
async function longGone({ days = 200, email = newEmail() }: { days?: number; email?: string | null } = {}) {
  const phone = newNumber();
  const seller = await createSeller();
  const user = await createUser({ name: "Vera Old", company: "Old & Co", contacts: email ? [phone, email] : [phone] });
  const customer = await createCustomer({ seller, user, contact: contactOf(phone) });
  await createMember({ seller, user });
  await createOperator({ userId: user.id });
  await systemDb().user.updateMany({ where: { id: user.id }, data: { lastSeenAt: daysAgo(days) } });
  return { phone, email: email ?? "", seller, user, customer };
}

const heldScope = (sessionId: string) => actingAs({ sessionId }, () => HeldScope.resolve());
const lastSeen = async (id: string) => (await systemDb().user.findFirstOrThrow({ where: { id } })).lastSeenAt.getTime();
const outcome = (run: Promise<unknown>) =>
  run.then(
    () => "in",
    (error) => error.message,
  );

describe("a number that nobody used for long", () => {
  it("opens nothing by itself: every scope refuses with one sentence, and its user counts as not seen", async () => {
    const { phone, seller, user } = await longGone();
    const before = await lastSeen(user.id);
    const { sessionId, preferences } = await signIn(phone);
    expect(preferences).toBeUndefined();
    await systemDb().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: daysAgo(1) } });
    const doors: (() => Promise<unknown>)[] = [
      () => ShopScope.resolve(seller.slug),
      () => StoreScope.resolve(seller.slug),
      () => AccountScope.resolve(),
      () => OperatorScope.resolve(),
    ];
    for (const door of doors) expect(await outcome(actingAs({ sessionId }, door))).toBe("auth.errors.held");
    expect(await actingAs({ sessionId }, findAccount)).toBeNull();
    expect(await actingAs({ sessionId }, findHeld)).not.toBeNull();
    expect(await lastSeen(user.id)).toBe(before);
    const events = await systemDb().auditEvent.findMany({ where: { actorId: user.id }, select: { action: true } });
    expect(events).toEqual([{ action: "session.held" }]);
  });

  it("tells a caller of the API what is missing, and nothing else", async () => {
    const { phone } = await longGone();
    const { sessionId } = await signIn(phone);
    const ask = action({ scope: "account", input: (await import("zod")).z.void(), run: async ({ user }) => user.name });
    expect(await actingAs({ sessionId }, () => ask())).toEqual({
      ok: false,
      error: { code: "forbidden", message: "auth.errors.held" },
    });
  });

  it("shows of its user's other contacts nothing that anybody could use", async () => {
    const { phone, user, email } = await longGone();
    const { sessionId } = await signIn(phone);
    const choices = await getHeldChoices(await heldScope(sessionId));
    expect(choices?.others).toMatchObject([{ kind: "email", label: "•••@•••" }]);
    const told = JSON.stringify(choices);
    for (const secret of [email.split("@")[0] ?? "", "example", "Vera", "Old", user.id])
      expect(told).not.toContain(secret);
  });

  it("is its user's again after a code to another contact of theirs, which the answer does not name", async () => {
    const { phone, email, seller, user } = await longGone();
    const { sessionId } = await signIn(phone);
    const held = await heldScope(sessionId);
    const [second] = (await getHeldChoices(held))?.others ?? [];
    const visitor = newVisitor();
    const contactId = second?.id ?? "";
    expect(await requestSecondProof(held, visitor, { contactId })).toMatchObject({ contact: "•••@•••" });
    const resolved = await giveSecondProof(held, visitor, { contactId, code: await newestCode(email) });
    expect(resolved.sessionId).not.toBe(sessionId);
    const shop = await actingAs({ sessionId: resolved.sessionId }, () => ShopScope.resolve(seller.slug));
    expect(shop.user.id).toBe(user.id);
    expect(await outcome(actingAs({ sessionId }, () => AccountScope.resolve()))).toBe("errors.signedOut");
    expect(await lastSeen(user.id)).toBeGreaterThan(daysAgo(1).getTime());
    // From now on the number is enough.
    expect((await signIn(phone)).preferences).toBeDefined();
  });

  it("takes no other code: a wrong one, another browser's, one for signing in, one to the number itself", async () => {
    const { phone, email, user } = await longGone();
    const visitor = newVisitor();
    const { sessionId } = await signIn(phone, visitor);
    const held = await heldScope(sessionId);
    const byKind = Object.fromEntries(user.contacts.map(({ kind, id }) => [kind, id]));
    const contactId = byKind.email ?? "";
    await requestSecondProof(held, visitor, { contactId });
    const code = await newestCode(email);
    const give = (by: Visitor, input: { contactId: string; code: string }) => outcome(giveSecondProof(held, by, input));
    expect(await give(visitor, { contactId, code: otherThan(code) })).toBe("auth.errors.codeWrong");
    expect(await give(newVisitor(), { contactId, code })).toBe("auth.errors.codeGone");
    expect(await give(visitor, { contactId: byKind.phone ?? "", code })).toBe("errors.notFound");
    expect(await outcome(requestSecondProof(held, visitor, { contactId: byKind.phone ?? "" }))).toBe("errors.notFound");
    const stranger = await createUser();
    const foreign = { contactId: stranger.contacts[0]?.id ?? "" };
    expect(await outcome(requestSecondProof(held, visitor, foreign))).toBe("errors.notFound");
    expect(await outcome(verifySignInCode(visitor, { contact: email, code, previousSession: null }))).toBe(
      "auth.errors.codeGone",
    );
    expect(await give(visitor, { contactId, code })).toBe("in");
    expect(await give(visitor, { contactId, code })).toBe("auth.errors.codeGone");
  });

  it("stays held when its owner came back by e-mail: the number itself was still not used", async () => {
    const { phone, email, user } = await longGone();
    await systemDb().contact.updateMany({ where: { userId: user.id }, data: { provedAt: daysAgo(200) } });
    expect((await signIn(email)).preferences).toBeDefined();
    expect((await signIn(phone)).preferences).toBeUndefined();
  });

  it.each([
    ["seen a while ago", { days: 170 }],
    ["by e-mail", { byEmail: true }],
  ])(
    "everybody else signs in as ever: %s",
    async (_, { days = 200, byEmail = false }: { days?: number; byEmail?: boolean }) => {
      const { phone, email } = await longGone({ days });
      expect((await signIn(byEmail ? email : phone)).preferences).toBeDefined();
    },
  );

  it("somebody whom an invite prepared long ago was never there: nothing is held", async () => {
    const phone = newNumber();
    const user = await createUser({ name: null, contacts: [{ value: phone, verified: false }] });
    await systemDb().user.updateMany({ where: { id: user.id }, data: { lastSeenAt: daysAgo(300) } });
    const { userId, preferences } = await signIn(phone);
    expect({ userId, known: preferences !== undefined }).toEqual({ userId: user.id, known: true });
  });

  it("invites and client lists wait until it is clear who has the number", async () => {
    const { phone, email, user } = await longGone();
    const [inviting, listing] = [await createSeller(), await createSeller()];
    const { userId: sentBy } = await createMember({ seller: inviting });
    await createInvite({ seller: inviting, sentBy, contact: phone });
    await createClient({ seller: listing, phone });
    const { sessionId } = await signIn(phone);
    const approvedAt = async () =>
      (await systemDb().customer.findMany({ where: { userId: user.id, status: "approved" } })).map(
        (row) => row.sellerId,
      );
    expect(await approvedAt()).toHaveLength(1);
    const held = await heldScope(sessionId);
    const visitor = newVisitor();
    const contactId = user.contacts.find(({ kind }) => kind === "email")?.id ?? "";
    await requestSecondProof(held, visitor, { contactId });
    await giveSecondProof(held, visitor, { contactId, code: await newestCode(email) });
    expect(await approvedAt()).toEqual(expect.arrayContaining([inviting.id, listing.id]));
  });
});

describe("a number with a new owner", () => {
  it("makes a user of its own: the old one keeps everything else, and no old seller opens", async () => {
    const { phone, email, seller, user, customer } = await longGone();
    // The old seller has the number in its list, too: it meant who had it then.
    await createClient({ seller, phone });
    const rowsOfOld = async () => ({
      user: await systemDb().user.findFirst({ where: { id: user.id } }),
      customers: await systemDb().customer.findMany({ where: { userId: user.id } }),
      members: await systemDb().member.findMany({ where: { userId: user.id } }),
      operator: await systemDb().operator.findFirst({ where: { userId: user.id } }),
    });
    const before = await rowsOfOld();
    const { sessionId } = await signIn(phone);
    const fresh = await startAsNew(await heldScope(sessionId), newVisitor());
    const account = await actingAs({ sessionId: fresh.sessionId }, () => AccountScope.resolve());
    expect(account.user).toMatchObject({ name: null, company: null });
    expect(account.user.id).not.toBe(user.id);
    expect(await rowsOfOld()).toEqual(before);
    expect(before.customers).toMatchObject([{ id: customer.id, status: "approved" }]);
    expect(await systemDb().customer.count({ where: { userId: account.user.id } })).toBe(0);
    const contacts = (id: string) => systemDb().contact.findMany({ where: { userId: id }, select: { kind: true } });
    expect(await contacts(user.id)).toEqual([{ kind: "email" }]);
    expect(await contacts(account.user.id)).toEqual([{ kind: "phone" }]);
    expect(await outcome(actingAs({ sessionId: fresh.sessionId }, () => ShopScope.resolve(seller.slug)))).toBe(
      "errors.notFound",
    );
    // The old owner comes back by what is theirs, and is who they were.
    expect((await signIn(email)).userId).toBe(user.id);
    const events = await systemDb().auditEvent.findMany({
      where: { actorId: account.user.id },
      orderBy: { id: "asc" },
    });
    expect(events).toMatchObject([
      { action: "contact.handed_over", data: { kind: "phone", from: user.id } },
      { action: "session.started" },
      { action: "access.refused" },
    ]);
  });

  it("is let in by invites that live, and by the lists of sellers that never knew the old one", async () => {
    const { phone, user } = await longGone();
    const [inviting, listing, again] = [await createSeller(), await createSeller(), await createSeller()];
    const { userId: sentBy } = await createMember({ seller: inviting });
    const invite = await createInvite({ seller: inviting, sentBy, contact: phone });
    await createClient({ seller: listing, phone });
    // Revoked long ago, invited again lately: the old relation stays the old one's.
    const { userId: other } = await createMember({ seller: again });
    const old = await createCustomer({ seller: again, user, status: "revoked" });
    await createInvite({ seller: again, sentBy: other, contact: phone });
    await systemDb().customer.updateMany({ where: { id: old.id }, data: { status: "invited" } });
    const { sessionId } = await signIn(phone);
    const fresh = await startAsNew(await heldScope(sessionId), newVisitor());
    const { user: now } = await actingAs({ sessionId: fresh.sessionId }, () => AccountScope.resolve());
    const rows = await systemDb().customer.findMany({
      where: { userId: now.id },
      select: { sellerId: true, status: true },
    });
    expect(rows.sort((a, b) => a.sellerId.localeCompare(b.sellerId))).toEqual(
      [inviting, listing, again]
        .map(({ id }) => ({ sellerId: id, status: "approved" }))
        .sort((a, b) => a.sellerId.localeCompare(b.sellerId)),
    );
    expect(await systemDb().invite.findFirst({ where: { id: invite.id } })).toMatchObject({
      status: "registered",
      userId: now.id,
    });
    expect(await systemDb().customer.findFirst({ where: { id: old.id } })).toMatchObject({
      userId: user.id,
      status: "revoked",
    });
    expect(await systemDb().customer.count({ where: { sellerId: inviting.id, userId: user.id } })).toBe(0);
  });

  it("starts anew once, also when two windows press the button at the same moment", async () => {
    const { phone, user } = await longGone();
    const sessions = [await signIn(phone), await signIn(phone)];
    const holds = await Promise.all(sessions.map(({ sessionId }) => heldScope(sessionId)));
    const first = holds[0] ?? (await heldScope(""));
    const outcomes = await Promise.all([...holds, first].map((held) => outcome(startAsNew(held, newVisitor()))));
    expect(outcomes.sort()).toEqual(["auth.errors.secondProofGone", "auth.errors.secondProofGone", "in"]);
    expect(await systemDb().contact.count({ where: { userId: user.id, kind: "phone" } })).toBe(0);
    for (const { sessionId } of sessions) {
      expect(await outcome(actingAs({ sessionId }, () => HeldScope.resolve()))).toBe("errors.signedOut");
    }
  });

  it("finds nothing to prove and nothing to start when the number went from its user meanwhile", async () => {
    const { phone, email, user } = await longGone();
    const { sessionId } = await signIn(phone);
    const held = await heldScope(sessionId);
    const owner = await accountScopeFor(user.id);
    const phoneId = user.contacts.find(({ kind }) => kind === "phone")?.id ?? "";
    await removeContact(owner, { contactId: phoneId });
    expect(await outcome(startAsNew(held, newVisitor()))).toBe("auth.errors.secondProofGone");
    const visitor = newVisitor();
    const contactId = user.contacts.find(({ kind }) => kind === "email")?.id ?? "";
    await requestSecondProof(held, visitor, { contactId });
    expect(await outcome(giveSecondProof(held, visitor, { contactId, code: await newestCode(email) }))).toBe(
      "auth.errors.secondProofGone",
    );
  });

  it("can sign out instead", async () => {
    const { phone } = await longGone();
    const { sessionId } = await signIn(phone);
    const held = await heldScope(sessionId);
    await endSessionById(held.sessionId, held.origin);
    expect(await outcome(heldScope(sessionId))).toBe("errors.signedOut");
  });

  it("adds nothing to the old user: a held session cannot prove more contacts", async () => {
    const { phone, user } = await longGone();
    const { sessionId } = await signIn(phone);
    const run = () =>
      actingAs({ sessionId }, async () =>
        addContact(await AccountScope.resolve(), newVisitor(), { contact: newEmail(), code: "123456" }),
      );
    expect(await outcome(run())).toBe("auth.errors.held");
    expect(await systemDb().contact.count({ where: { userId: user.id } })).toBe(2);
  });
});

it("an own contact can be proved again within a session; somebody else's cannot", async () => {
  const email = newEmail();
  const user = await createUser({ contacts: [email] });
  const scope = await accountScopeFor(user.id);
  await systemDb().session.updateMany({ where: { id: scope.user.sessionId }, data: { provedAt: daysAgo(3) } });
  const visitor = newVisitor();
  const contactId = user.contacts[0]?.id ?? "";
  expect(await requestOwnProof(scope, visitor, { contactId })).toMatchObject({ contact: email });
  await giveOwnProof(scope, visitor, { contactId, code: await newestCode(email) });
  const session = await systemDb().session.findFirstOrThrow({ where: { id: scope.user.sessionId } });
  expect(session.provedAt.getTime()).toBeGreaterThan(daysAgo(1).getTime());
  const other = newEmail();
  const { contacts } = await createUser({ contacts: [other] });
  await expect(requestOwnProof(scope, visitor, { contactId: contacts[0]?.id ?? "" })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await codesFor(other)).toEqual([]);
});
