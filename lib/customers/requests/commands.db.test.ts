import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { approveRequest, rejectRequest, requestAccess } from "@/lib/customers/requests/commands";
import { closeDb } from "@/lib/db/client";
import { openMessage } from "@/lib/messages/open";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor, shopScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  await createMember({ seller, role: "admin" });
  await createMember({ seller, role: "support" });
  await createMember({ seller, role: "admin", status: "deactivated" });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

async function asking(slug: string, note: string | null = null) {
  const person = await createUser({ name: "Lena" });
  const account = await accountScopeFor(person.id);
  await requestAccess(account, { seller: slug, note });
  return { person, account };
}

const rowOf = (sellerId: string, userId: string) => system.customer.findFirst({ where: { sellerId, userId } });
const templates = async (sellerId: string) =>
  (await system.message.findMany({ where: { sellerId }, orderBy: { id: "asc" } })).map(({ template }) => template);

describe("asking for access", () => {
  it("makes a requested row with the asker's contact and tells the members who decide, once", async () => {
    const { seller } = await store();
    const { person, account } = await asking(seller.slug, "We are round the corner");
    await requestAccess(account, { seller: seller.slug, note: "Again" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "requested",
      requestNote: "We are round the corner",
      userName: "Lena",
      contactKind: "email",
      priceListId: null,
      grantedHow: null,
    });
    expect(await templates(seller.id)).toEqual(["access-requested", "access-requested"]);
    await expect(shopScopeFor(person.id, seller.slug)).rejects.toMatchObject({ code: "not_found" });
  });

  it("under a name from before there were rules for names, the members read it on one line", async () => {
    const { seller } = await store();
    const person = await createUser({ name: "Lena\r\nBcc: all@example.com\u202E" });
    await requestAccess(await accountScopeFor(person.id), { seller: seller.slug, note: null });
    const rows = await system.message.findMany({ where: { sellerId: seller.id } });
    expect(rows.map((row) => openMessage(row).worded)).toEqual(
      Array(2).fill(expect.objectContaining({ customerName: "Lena Bcc: all@example.com" })),
    );
  });

  it("asked twice at the same moment is asked once", async () => {
    const { seller } = await store();
    const account = await accountScopeFor((await createUser()).id);
    await Promise.all([1, 2, 3].map(() => requestAccess(account, { seller: seller.slug, note: null })));
    expect(await system.customer.count({ where: { sellerId: seller.id } })).toBe(1);
    expect(await templates(seller.id)).toHaveLength(2);
  });

  it("is not possible where a seller is closed, hidden or unknown, and answers all three alike", async () => {
    const account = await accountScopeFor((await createUser()).id);
    const closed = await createSeller({ status: "suspended" });
    const hidden = await createSeller({ discoverable: false });
    for (const slug of [closed.slug, hidden.slug, "no-such-seller", "'; DROP"]) {
      await expect(requestAccess(account, { seller: slug, note: null })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("does not undo a decision of the seller", async () => {
    const { seller } = await store();
    for (const status of ["rejected", "revoked", "approved", "invited"] as const) {
      const person = await createUser();
      await createCustomer({ seller, user: person, status });
      const account = await accountScopeFor(person.id);
      await expect(requestAccess(account, { seller: seller.slug, note: null })).rejects.toMatchObject({
        message: `customers.errors.request.${status}`,
      });
      expect(await rowOf(seller.id, person.id)).toMatchObject({ status });
    }
  });
});

describe("deciding", () => {
  it("approving lets in at the chosen prices and tells the customer", async () => {
    const { seller, scope } = await store();
    const { person } = await asking(seller.slug);
    const priceList = await createPriceList({ seller });
    const customerId = (await rowOf(seller.id, person.id))?.id ?? "";
    await approveRequest(scope, { customerId, priceListId: priceList.id });
    expect(await rowOf(seller.id, person.id)).toMatchObject({
      status: "approved",
      grantedHow: "manual",
      grantedBy: scope.user.id,
    });
    expect((await shopScopeFor(person.id, seller.slug)).customer.priceListId).toBe(priceList.id);
    expect((await templates(seller.id)).at(-1)).toBe("access-approved");
    await expect(rejectRequest(scope, { customerId, reason: null })).rejects.toMatchObject({
      message: "customers.errors.decided",
    });
  });

  it("rejecting keeps the reason and tells the customer", async () => {
    const { seller, scope } = await store();
    const { person } = await asking(seller.slug);
    const customerId = (await rowOf(seller.id, person.id))?.id ?? "";
    await rejectRequest(scope, { customerId, reason: "Trade only" });
    expect(await rowOf(seller.id, person.id)).toMatchObject({ status: "rejected", decisionNote: "Trade only" });
    expect((await templates(seller.id)).at(-1)).toBe("access-rejected");
  });

  it("two members deciding at once: the first one does, one message", async () => {
    const { seller, scope } = await store();
    for (let round = 0; round < 10; round++) {
      const { person } = await asking(seller.slug);
      const customerId = (await rowOf(seller.id, person.id))?.id ?? "";
      const before = (await templates(seller.id)).length;
      const results = await Promise.allSettled([
        approveRequest(scope, { customerId, priceListId: null }),
        rejectRequest(scope, { customerId, reason: null }),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const status = results[0].status === "fulfilled" ? "approved" : "rejected";
      expect(await rowOf(seller.id, person.id)).toMatchObject({ status });
      expect((await templates(seller.id)).slice(before)).toEqual([`access-${status}`]);
    }
  });

  it("another seller's request or price list is not there", async () => {
    const one = await store();
    const two = await store();
    const { person } = await asking(one.seller.slug);
    const customerId = (await rowOf(one.seller.id, person.id))?.id ?? "";
    await expect(approveRequest(two.scope, { customerId, priceListId: null })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(rejectRequest(two.scope, { customerId, reason: null })).rejects.toMatchObject({ code: "not_found" });
    const foreign = await createPriceList({ seller: two.seller });
    await expect(approveRequest(one.scope, { customerId, priceListId: foreign.id })).rejects.toMatchObject({
      fields: { priceListId: "customers.errors.priceList" },
    });
    expect(await rowOf(one.seller.id, person.id)).toMatchObject({ status: "requested" });
  });
});
