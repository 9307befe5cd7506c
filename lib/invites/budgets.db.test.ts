import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { BUDGETS } from "@/lib/budgets/rules";
import { contactKey } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { spendInvites } from "@/lib/invites/budgets";
import { inviteCustomers } from "@/lib/invites/commands";
import { getInvite } from "@/lib/invites/queries";
import { resendInvite } from "@/lib/invites/resending/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);
beforeEach(async () => {
  await systemDb().rateLimit.deleteMany();
});

async function store() {
  const seller = await createSeller();
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  const messages = () => systemDb().message.count({ where: { sellerId: seller.id } });
  return { seller, scope: await storeScopeFor(user.id, seller.slug), messages };
}
type Store = Awaited<ReturnType<typeof store>>;

const fresh = () => `${unique("invite-budget")}@example.com`;

/** What became of one contact's invite. */
async function invite({ scope }: Store, contacts: string): Promise<string | undefined> {
  const [line] = await inviteCustomers(scope, { contacts });
  return line?.outcome === "refused" ? line.reason : line?.outcome;
}

async function sentInvite({ scope }: Store, contact: string): Promise<{ inviteId: string }> {
  const [line] = await inviteCustomers(scope, { contacts: contact });
  if (line?.outcome !== "sent") throw new Error("not sent");
  return { inviteId: line.inviteIds[0] ?? "" };
}

/** Fills a budget to its last points, instead of sending thousands. */
async function fill(budget: keyof typeof BUDGETS, left: number): Promise<void> {
  const points = BUDGETS[budget].points - left;
  await systemDb().rateLimit.updateMany({ where: { key: { startsWith: `${budget}:` } }, data: { points } });
}

async function expiryOf(budget: keyof typeof BUDGETS): Promise<number> {
  const row = await systemDb().rateLimit.findFirstOrThrow({ where: { key: { startsWith: `${budget}:` } } });
  return Number(row.expire);
}

const notBeforeOf = async (inviteId: string) =>
  (await systemDb().message.findMany({ where: { inviteId }, orderBy: { id: "asc" } })).map(({ notBefore }) =>
    notBefore.getTime(),
  );

/** All that a portal reads of an invite, its row and its messages, but for what names it. */
async function told({ scope, seller }: Store, inviteId: string) {
  const invite = await getInvite(scope, { id: inviteId });
  const row = await scope.db.customer.findFirst({
    where: { sellerId: seller.id, contactLookup: { in: contactLookups(contactOf(invite.contact)) } },
    select: { status: true, joinDate: true, decidedAt: true },
  });
  const [message] = await scope.db.message.findMany({
    where: { sellerId: seller.id, inviteId },
    select: { channel: true, template: true, status: true, attempts: true, error: true, sentAt: true },
  });
  const { id, contact, sentAt, expiresAt, remindAt, messages, ...rest } = invite;
  const steps = messages.map(({ status, error, events }) => ({ status, error, events }));
  const days = [expiresAt, remindAt ?? ""].map((time) => Date.parse(time) - Date.parse(sentAt));
  return { ...rest, days, steps, row, message, named: id !== "" && contact !== "" };
}

async function timePasses(seconds: number): Promise<void> {
  await systemDb().$executeRaw`UPDATE invites SET sent_at = sent_at - make_interval(secs => ${seconds})`;
}

describe("inviting is not a way to bombard somebody with messages", () => {
  it("a contact gets only so many invites of a seller in a day; the other lines of the same go are sent", async () => {
    const at = await store();
    const contact = "+1 202 555 0188";
    for (let n = 0; n < BUDGETS.inviteHere.points; n++) expect(await invite(at, contact)).toBe("sent");
    const other = fresh();
    const outcomes = await inviteCustomers(at.scope, { contacts: `${contact}\n${other}` });
    expect(outcomes).toMatchObject([
      { raw: contact, outcome: "refused", reason: "tooOften" },
      { raw: other, outcome: "sent" },
    ]);
    expect(await at.messages()).toBe(BUDGETS.inviteHere.points + 1);
    expect(await invite(await store(), contact)).toBe("sent");
  });

  it("a contact that other sellers have invited often is invited like any other: only the message waits, and nothing tells", async () => {
    const [often, fresh1, at] = [fresh(), fresh(), await store()];
    await invite(await store(), often);
    await fill("inviteContact", 0);
    const begun = await expiryOf("inviteContact");
    const { inviteId } = await sentInvite(at, often);
    const other = await sentInvite(at, fresh1);
    expect(await told(at, inviteId)).toEqual(await told(at, other.inviteId));
    const [waits, goes] = [await notBeforeOf(inviteId), await notBeforeOf(other.inviteId)];
    expect(waits[0]).toBeGreaterThanOrEqual(begun);
    expect(goes[0]).toBeLessThanOrEqual(Date.now());
    await timePasses(11);
    await resendInvite(at.scope, { inviteId });
    // Its place is the first message's, which is dead by now.
    expect(await notBeforeOf(inviteId)).toEqual([waits[0], waits[0]]);
  });

  it("however many sellers invite a contact at once, only so many of their messages leave in a day", async () => {
    const { points, duration } = BUDGETS.inviteContact;
    const contact = contactOf(fresh());
    const key = contactKey(contact);
    const begin = Date.now();
    const answers = await Promise.all(Array.from({ length: points * 2 + 1 }, () => spendInvites(newId(), [contact])));
    expect(answers.every(({ refused }) => refused.size === 0)).toBe(true);
    const days = answers.map(({ notBefore }) =>
      Math.floor(((notBefore.get(key)?.getTime() ?? begin) - begin) / (duration * 1000)),
    );
    const counted = [0, 1, 2].map((day) => days.filter((one) => one === day).length);
    expect(counted).toEqual([points, points, 1]);
  });

  it("one seller alone leaves room for others, and holds one place of the days to come", async () => {
    expect(BUDGETS.inviteHere.points * 2).toBeLessThanOrEqual(BUDGETS.inviteContact.points);
    expect(BUDGETS.inviteHere.duration).toBeGreaterThanOrEqual(BUDGETS.inviteContact.duration);
    const [at, contact] = [await store(), fresh()];
    await invite(await store(), contact);
    await fill("inviteContact", 0);
    for (let n = 0; n < BUDGETS.inviteHere.points; n++) expect(await invite(at, contact)).toBe("sent");
    const places = await systemDb().message.findMany({
      where: { sellerId: at.seller.id },
      select: { notBefore: true },
    });
    expect(new Set(places.map(({ notBefore }) => notBefore.getTime())).size).toBe(1);
    expect(await systemDb().rateLimit.findFirst({ where: { key: { startsWith: "inviteContact:" } } })).toMatchObject({
      points: 1,
    });
  });

  it("a seller sends only so many in a day; what does not fit is refused whole and takes nothing", async () => {
    const at = await store();
    await invite(at, fresh());
    await fill("inviteSeller", 2);
    const refused = inviteCustomers(at.scope, { contacts: [fresh(), fresh(), fresh()].join("\n") });
    await expect(refused).rejects.toMatchObject({
      code: "too_many",
      message: "invites.errors.tooManyInvites",
      values: { hours: 24 },
    });
    expect(await at.messages()).toBe(1);
    expect(await inviteCustomers(at.scope, { contacts: `${fresh()}\n${fresh()}` })).toMatchObject([
      { outcome: "sent" },
      { outcome: "sent" },
    ]);
    expect(await invite(await store(), fresh())).toBe("sent");
  });

  it("one country's numbers use up neither another's, nor e-mail's, nor the codes of that country", async () => {
    const at = await store();
    await invite(at, "+1 202 555 0189");
    await fill("invitePrefix", 0);
    await expect(invite(at, "+1 202 555 0190")).rejects.toMatchObject({ code: "too_many", values: { hours: 1 } });
    expect(await invite(at, "+49 151 23456789")).toBe("sent");
    expect(await invite(at, fresh())).toBe("sent");
    expect(await systemDb().rateLimit.count({ where: { key: { startsWith: "prefix:" } } })).toBe(0);
  });

  it("sending again waits some seconds, also for two clicks at once, and counts like inviting", async () => {
    const at = await store();
    const sent = await sentInvite(at, fresh());
    await expect(resendInvite(at.scope, sent)).rejects.toMatchObject({ message: "invites.errors.justSent" });
    await timePasses(11);
    const clicks = await Promise.allSettled([1, 2].map(() => resendInvite(at.scope, sent)));
    expect(clicks.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(clicks.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "too_many", message: "invites.errors.justSent" },
    });
    expect(await at.messages()).toBe(2);
    await timePasses(11);
    await fill("inviteHere", 0);
    await expect(resendInvite(at.scope, sent)).rejects.toMatchObject({ message: "invites.errors.tooOften" });
    expect(await at.messages()).toBe(2);
  });

  it("another seller's invite is not found, and takes nothing from its contact's budget", async () => {
    const sent = await sentInvite(await store(), fresh());
    const stranger = await store();
    const before = await systemDb().rateLimit.findMany({ orderBy: { key: "asc" } });
    await expect(resendInvite(stranger.scope, sent)).rejects.toMatchObject({ code: "not_found" });
    expect(await systemDb().rateLimit.findMany({ orderBy: { key: "asc" } })).toEqual(before);
  });
});
