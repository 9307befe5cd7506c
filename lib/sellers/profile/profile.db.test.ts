import { afterAll, describe, expect, it } from "vitest";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { saveProfile } from "@/lib/sellers/profile/commands";
import { getProfile } from "@/lib/sellers/profile/queries";
import { profileInput } from "@/lib/sellers/profile/schema";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function store(options: { currency?: string } = {}) {
  const seller = await createSeller(options);
  const user = await createUser();
  await createMember({ seller, user });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

const save = (scope: StoreScope, input: unknown) => saveProfile(scope, profileInput.parse(input));
const ADDRESS = { group: "address", street: "Quay 4", postcode: "20457", town: "Hamburg", country: "DE" };
const BUSINESS = { group: "business", name: "Quay Foods", registrationNumber: "", trade: "Fish", description: "" };
const TRADING = { group: "trading", currency: "EUR", timeZone: "Europe/Berlin", orderMinimum: "25" };

describe("a store's settings", () => {
  it("are saved group by group, for this seller only, and say in the audit what changed", async () => {
    const { seller, scope } = await store();
    const other = await store();
    const before = await getProfile(other.scope);
    await save(scope, ADDRESS);
    await save(scope, { group: "look", accent: "#1D4ED8" });
    await save(scope, { group: "languages", languages: ["en", "de"], defaultLocale: "de" });
    await save(scope, { group: "discovery", discoverable: false });
    expect(await getProfile(scope)).toMatchObject({
      ...{ street: "Quay 4", postcode: "20457", town: "Hamburg", country: "DE", accent: "#1d4ed8" },
      ...{ languages: ["de", "en"], defaultLocale: "de", discoverable: false, name: seller.name },
    });
    expect(await getProfile(other.scope)).toEqual(before);
    const events = await system.auditEvent.findMany({ where: { sellerId: seller.id }, orderBy: { createdAt: "asc" } });
    expect(events.map(({ data }) => data)).toMatchObject([
      { what: "address", fields: expect.arrayContaining(["street", "town"]) },
      { what: "look", fields: ["accent"] },
      { what: "languages", fields: expect.arrayContaining(["languages", "defaultLocale"]) },
      { what: "discovery", fields: ["discoverable"] },
    ]);
    expect(JSON.stringify(events)).not.toContain("Quay");
  });

  it("that are as they were are no event", async () => {
    const { seller, scope } = await store();
    await save(scope, ADDRESS);
    await save(scope, ADDRESS);
    expect(await system.auditEvent.count({ where: { sellerId: seller.id } })).toBe(1);
  });

  it("of different groups saved at the same moment both count; of one group the later", async () => {
    const { scope } = await store();
    await Promise.all([
      save(scope, ADDRESS),
      save(scope, { group: "look", accent: "#112233" }),
      save(scope, { group: "discovery", discoverable: false }),
      save(scope, { ...ADDRESS, street: "Quay 5" }),
    ]);
    const { street, accent, discoverable } = await getProfile(scope);
    expect(["Quay 4", "Quay 5"]).toContain(street);
    expect([accent, discoverable]).toEqual(["#112233", false]);
  });

  it("change nothing that operators decide, whatever is sent", async () => {
    const { seller, scope } = await store();
    await save(scope, { ...ADDRESS, status: "suspended", commissionBp: 0, slug: "elsewhere", dailyInvites: 9 });
    expect(await system.seller.findFirst({ where: { id: seller.id } })).toMatchObject({
      ...{ status: "open", slug: seller.slug, dailyInvites: null },
    });
    for (const data of [{ status: "draft" }, { commissionBp: 1 }, { slug: "elsewhere" }, { dailyInvites: 1 }]) {
      await expect(scope.db.seller.updateMany({ where: { id: seller.id }, data })).rejects.toThrow(/permission denied/);
    }
  });

  it("reach no other seller, whatever the condition says", async () => {
    const [{ scope }, other] = [await store(), await store()];
    const where = { id: other.seller.id };
    expect(await scope.db.seller.updateMany({ where, data: { name: "Mine" } })).toEqual({ count: 0 });
    await scope.db.seller.updateMany({ data: { trade: "Everything" } });
    expect((await system.seller.findFirst({ where }))?.trade).not.toBe("Everything");
  });

  it("without a legal name, as of old, are saved without one; a seller that has one keeps one", async () => {
    const { scope } = await store();
    await save(scope, { ...BUSINESS, legalName: " " });
    expect(await getProfile(scope)).toMatchObject({ name: "Quay Foods", trade: "Fish", legalName: null });
    await save(scope, { ...BUSINESS, legalName: "Quay Foods Ltd" });
    const cleared = save(scope, { ...BUSINESS, trade: "Shellfish", legalName: "" });
    await expect(cleared).rejects.toMatchObject({ fields: { legalName: "sellers.fields.errors.legalName" } });
    expect(await getProfile(scope)).toMatchObject({ trade: "Fish", legalName: "Quay Foods Ltd" });
  });

  it("never lose a legal name to a form that was opened before there was one", async () => {
    const { scope } = await store();
    const saved = await Promise.allSettled([
      save(scope, { ...BUSINESS, legalName: "Quay Foods Ltd" }),
      save(scope, { ...BUSINESS, legalName: "" }),
    ]);
    expect(saved[0].status).toBe("fulfilled");
    expect((await getProfile(scope)).legalName).toBe("Quay Foods Ltd");
  });

  it.each([
    [{ ...TRADING, timeZone: "Mars/Olympus" }, "timeZone"],
    [{ ...TRADING, currency: "ZZZ" }, "currency"],
    [{ ...TRADING, orderMinimum: "ten" }, "orderMinimum"],
    [{ ...TRADING, orderMinimum: "-5" }, "orderMinimum"],
    [{ ...TRADING, currency: "JPY", orderMinimum: "9.50" }, "orderMinimum"],
    [{ group: "look", accent: "red; background: url(x)" }, "accent"],
    [{ group: "languages", languages: ["en"], defaultLocale: "de" }, "defaultLocale"],
    [{ group: "languages", languages: [], defaultLocale: "en" }, "languages"],
    [{ ...ADDRESS, country: "Atlantis" }, "country"],
    [{ group: "business", name: " ", legalName: "X", registrationNumber: "", trade: "", description: "" }, "name"],
    [{ group: "owner" }, "group"],
  ])("refuse %j at its field", (input, field) => {
    expect(profileInput.safeParse(input).error?.issues.map(({ path }) => path.join("."))).toContain(field);
  });
});

describe("the currency", () => {
  it("is changed with the decimals of its order minimum as long as nothing was ordered", async () => {
    const { scope } = await store({ currency: "EUR" });
    await save(scope, TRADING);
    expect((await getProfile(scope)).orderMinimum).toBe(2500);
    await save(scope, { ...TRADING, currency: "JPY", orderMinimum: "2500" });
    expect(await getProfile(scope)).toMatchObject({ currency: "JPY", orderMinimum: 2500, hasOrders: false });
  });

  it("with other decimals would tear prices apart, and is refused once there are any", async () => {
    const { seller, scope } = await store({ currency: "EUR" });
    await createProduct({ seller, price: 1250 });
    await save(scope, { ...TRADING, currency: "USD" });
    await expect(save(scope, { ...TRADING, currency: "JPY" })).rejects.toMatchObject({
      fields: { currency: "settings.errors.currencyPrices" },
    });
  });

  it("stays from the first order on, also for whoever goes past the form", async () => {
    const { seller, scope } = await store({ currency: "EUR" });
    const customer = await createCustomer({ seller });
    const product = await createProduct({ seller, price: 1250 });
    await createOrder({ seller, customer, lines: [{ product, quantity: 1 }] });
    expect(await getProfile(scope)).toMatchObject({ hasOrders: true });
    await expect(save(scope, { ...TRADING, currency: "USD" })).rejects.toMatchObject({
      fields: { currency: "settings.errors.currencyOrders" },
    });
    await save(scope, TRADING);
    for (const db of [scope.db, system]) {
      const change = db.seller.updateMany({ where: { id: seller.id }, data: { currency: "USD" } });
      await expect(change).rejects.toThrow(/has orders in EUR|sellers_keep_currency/);
    }
  });
});
