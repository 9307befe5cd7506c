import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { BUDGETS } from "@/lib/budgets/rules";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers } from "@/lib/invites/commands";
import { resendInvite } from "@/lib/invites/resending/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
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

async function timePasses(seconds: number): Promise<void> {
  await systemDb().$executeRaw`UPDATE invites SET sent_at = sent_at - make_interval(secs => ${seconds})`;
}

describe("inviting is not a way to bombard somebody with messages", () => {
  it("a contact gets three invites of a seller in an hour; the other lines of the same go are sent", async () => {
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

  it("many sellers together send a contact only so many in a day", async () => {
    const contact = fresh();
    await invite(await store(), contact);
    await fill("inviteContact", 1);
    expect(await invite(await store(), contact)).toBe("sent");
    const last = await store();
    expect(await invite(last, contact)).toBe("tooOften");
    expect(await last.messages()).toBe(0);
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
