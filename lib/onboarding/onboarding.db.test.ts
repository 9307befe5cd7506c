import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { BUDGETS } from "@/lib/budgets/rules";
import { letListedIn, oweListed } from "@/lib/clients/opening/commands";
import { listMyShops } from "@/lib/customers/queries";
import { closeDb } from "@/lib/db/client";
import { plainContent } from "@/lib/messages/content";
import { openMessage } from "@/lib/messages/open";
import {
  beginOpening,
  checkSlug,
  discardOpening,
  finishStep,
  keepTyped,
  saveBusiness,
  saveShop,
  submitOpening,
} from "@/lib/onboarding/commands";
import { openPasted } from "@/lib/onboarding/pasted";
import { getOpening, hasEmail, listOpenings } from "@/lib/onboarding/queries";
import { MAX_PASTED, MAX_UNOPENED } from "@/lib/onboarding/rules";
import { businessInput, draftInput, shopInput } from "@/lib/onboarding/schema";
import { decideSeller } from "@/lib/sellers/deciding/commands";
import { removeLogo } from "@/lib/sellers/logo/commands";
import { saveProfile } from "@/lib/sellers/profile/commands";
import { slugShape } from "@/lib/sellers/slugs";
import { unique } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { accountScopeFor, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createProduct } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

const business = businessInput.parse({
  ...{ name: "Green Grocer", legalName: "Green Grocer Ltd", registrationNumber: "HRB 1" },
  ...{ country: "DE", currency: "EUR", timeZone: "Europe/Berlin" },
});
const shop = (slug: string) =>
  shopInput.parse({
    ...{ street: "Market Street 1", postcode: "10115", town: "Berlin", trade: "Vegetables", description: "" },
    ...{ slug, accent: "#1D4ED8", languages: ["de", "en"], discoverable: true },
  });

async function begin(values: Record<string, string> = {}) {
  const user = await createUser({ name: "Stranger" });
  const account = await accountScopeFor(user.id);
  const { slug } = await beginOpening(account, { values });
  return { user, account, slug, scope: await storeScopeFor(user.id, slug) };
}

/** A draft that lacks nothing but being submitted. */
async function complete(slug = unique("green")) {
  const draft = await begin();
  await saveBusiness(draft.scope, business);
  await saveShop(draft.scope, shop(slug));
  const scope = await storeScopeFor(draft.user.id, slug);
  await finishStep(scope, { step: "clients" });
  await finishStep(scope, { step: "members" });
  return { ...draft, slug, scope };
}

const rowOf = (id: string) => system.seller.findFirstOrThrow({ where: { id } });
const slugFailure = (key: string) => ({ code: "invalid", fields: { slug: `onboarding.errors.slug.${key}` } });

describe("a draft", () => {
  it("belongs to whoever begins it, as its admin, and to nobody else; nothing but sellers and members is written", async () => {
    const { user, scope, slug } = await begin({ name: "Green Grocer" });
    const row = await rowOf(scope.seller.id);
    expect(row).toMatchObject({ name: "Green Grocer", status: "draft", slug, createdBy: user.id });
    expect(scope.member.role).toBe("admin");
    const stranger = await createUser();
    await expect(storeScopeFor(stranger.id, slug)).rejects.toMatchObject({ code: "not_found" });
    const other = await accountScopeFor(stranger.id);
    expect(await listOpenings(other)).toEqual([]);
    expect(await other.db.seller.findFirst({ where: { id: row.id }, select: { id: true } })).toBeNull();
    expect(await system.auditEvent.count({ where: { sellerId: row.id, action: "seller.begun" } })).toBe(1);
  });

  it("needs a name and a proved e-mail", async () => {
    const nameless = await accountScopeFor((await createUser({ name: null })).id);
    await expect(beginOpening(nameless, { values: {} })).rejects.toMatchObject({ message: "onboarding.errors.noName" });
    const phone = await accountScopeFor((await createUser({ contacts: ["+1 202 555 0177"] })).id);
    expect(await hasEmail(phone)).toBe(false);
    await expect(beginOpening(phone, { values: {} })).rejects.toMatchObject({ message: "onboarding.errors.noEmail" });
  });

  it("keeps what is typed, valid or not, and is resumed on another device where it was left", async () => {
    const { user, scope, slug } = await begin({ name: "Green", country: "Nowhere" });
    await keepTyped(scope, { step: "business", values: { legalName: "Gr", timeZone: "Mars/Olympus" } });
    const elsewhere = await storeScopeFor(user.id, slug);
    expect((await getOpening(elsewhere)).onboarding.drafts.business).toEqual({
      ...{ name: "Green", country: "Nowhere", legalName: "Gr", timeZone: "Mars/Olympus" },
    });
    await saveBusiness(elsewhere, business);
    await keepTyped(scope, { step: "shop", values: { slug: "not yet!", street: "Market" } });
    const opening = await getOpening(await storeScopeFor(user.id, slug));
    expect(opening.business).toEqual(business);
    expect(opening.onboarding).toMatchObject({ done: ["business"], drafts: { shop: { slug: "not yet!" } } });
    expect(await listOpenings(await accountScopeFor(user.id))).toMatchObject([{ slug, step: "shop", status: "draft" }]);
  });

  it("is called what was typed, however late the name came, until its first step is saved", async () => {
    const { account, scope } = await begin({ legalName: "Late Ltd" });
    await keepTyped(scope, { step: "business", values: { name: " Late  Shop " } });
    expect(await listOpenings(account)).toMatchObject([{ name: "Late Shop" }]);
    await keepTyped(scope, { step: "business", values: { name: "" } });
    expect(await listOpenings(account)).toMatchObject([{ name: "Late Shop" }]);
    await saveBusiness(scope, business);
    await keepTyped(scope, { step: "business", values: { name: "Not saved" } });
    expect(await listOpenings(account)).toMatchObject([{ name: "Green Grocer" }]);
  });

  it("keeps pasted rows, sealed, until they are used, cleared or discarded", async () => {
    const { user, scope, slug } = await begin();
    const rows = "Email\nnina@example.com";
    await keepTyped(scope, { step: "clients", values: { rows } });
    const kept = async () =>
      (await getOpening(await storeScopeFor(user.id, slug))).onboarding.drafts.clients?.["rows"] ?? "";
    expect(openPasted(scope.seller.id, await kept())).toBe(rows);
    expect(JSON.stringify((await rowOf(scope.seller.id))?.onboarding)).not.toContain("nina@");
    // Moved to another seller it does not open.
    expect(openPasted((await begin()).scope.seller.id, await kept())).toBe("");
    await keepTyped(scope, { step: "clients", values: { rows: " \n" } });
    expect(await kept()).toBe("");
    await keepTyped(scope, { step: "clients", values: { rows } });
    await discardOpening(scope);
    expect((await rowOf(scope.seller.id))?.onboarding).not.toHaveProperty("drafts.clients");
    expect(draftInput.safeParse({ step: "clients", values: { rows: "x".repeat(MAX_PASTED + 1) } }).success).toBe(false);
  });

  it("changed from two devices at once loses nothing of either", async () => {
    const { scope } = await begin();
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        keepTyped(
          scope,
          n % 2 ? { step: "business", values: { name: `${n}` } } : { step: "shop", values: { town: `${n}` } },
        ),
      ),
    );
    const { drafts } = (await getOpening(scope)).onboarding;
    expect(Object.keys(drafts.business ?? {})).toEqual(["name"]);
    expect(Object.keys(drafts.shop ?? {})).toEqual(["town"]);
  });

  it("is one of five at most, however many tabs begin at once", async () => {
    const account = await accountScopeFor((await createUser({ name: "Eager" })).id);
    const begun = await Promise.allSettled(
      Array.from({ length: MAX_UNOPENED + 4 }, () => beginOpening(account, { values: { name: "X" } })),
    );
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(MAX_UNOPENED);
    const refused = begun.find((one) => one.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "conflict", message: "onboarding.errors.unopened" } });
    expect(await listOpenings(account)).toHaveLength(MAX_UNOPENED);
  });

  it("can be begun and discarded only so often a day", async () => {
    const user = await createUser({ name: "Restless" });
    const account = await accountScopeFor(user.id);
    for (let n = 0; n < BUDGETS.openShop.points; n++) {
      const { slug } = await beginOpening(account, { values: { name: "X" } });
      await discardOpening(await storeScopeFor(user.id, slug));
    }
    await expect(beginOpening(account, { values: {} })).rejects.toMatchObject({ code: "too_many" });
  });

  it("discarded is out at once, its client list gone, its address free, the row kept", async () => {
    const { scope, user, slug } = await complete();
    await createClient({ seller: scope.seller, email: `${unique("listed")}@example.com` });
    await discardOpening(scope);
    await expect(storeScopeFor(user.id, slug)).rejects.toMatchObject({ code: "not_found" });
    expect(await rowOf(scope.seller.id)).toMatchObject({ status: "terminated", name: "Green Grocer" });
    expect(await system.client.count({ where: { sellerId: scope.seller.id } })).toBe(0);
    expect((await complete(slug)).slug).toBe(slug);
  });
});

describe("the address", () => {
  it("that another seller has, or that looks like it, is refused with one that is free", async () => {
    const slug = unique("harbor");
    await createSeller({ slug });
    const draft = await begin();
    await saveBusiness(draft.scope, business);
    const scope = await storeScopeFor(draft.user.id, draft.slug);
    const alike = slug.replace("harbor", "harb0r");
    for (const [wanted, problem, near] of [
      [slug, "taken", "berlin"],
      [alike, "alike", "green"],
      [`${alike}-de`, "alike", "green"],
      [`my-${alike}`, "alike", "green"],
    ] as const) {
      const refusal = await saveShop(scope, shop(wanted)).catch((error) => error);
      expect(refusal).toMatchObject(slugFailure(problem));
      await expect(checkSlug(scope, { slug: wanted })).rejects.toMatchObject(slugFailure(problem));
      const { suggestion } = refusal.values;
      expect(suggestion).toContain(near);
      await expect(checkSlug(scope, { slug: suggestion })).resolves.toBeUndefined();
    }
    await expect(checkSlug(scope, { slug: `${slug}-bakery` })).resolves.toBeUndefined();
    expect((await rowOf(scope.seller.id)).slug).toBe(scope.seller.slug);
  });

  it("wanted by many at once, spelled alike, is one seller's", async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, () => begin()));
    for (const { scope } of drafts) await saveBusiness(scope, business);
    const base = unique("race");
    const spellings = [`${base}-oil`, `${base}-0il`, `${base}-o1l`, `${base}oil`, `${base}-oil`, `${base}-0-il`];
    const saved = await Promise.allSettled(drafts.map(({ scope }, n) => saveShop(scope, shop(spellings[n] ?? base))));
    expect(saved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of saved) {
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "invalid", fields: { slug: expect.anything() } });
    }
    const rows = await system.seller.findMany({ where: { id: { in: drafts.map(({ scope }) => scope.seller.id) } } });
    expect(rows.filter(({ slug }) => spellings.includes(slug))).toHaveLength(1);
  });

  it("imitated at the moment it is chosen, with something added, is one seller's, or the imitation came first", async () => {
    const [honest, imitator] = [await begin(), await begin()];
    for (const { scope } of [honest, imitator]) await saveBusiness(scope, business);
    const base = unique("moment");
    const [, second] = await Promise.allSettled([
      saveShop(honest.scope, shop(`${base}-oil`)),
      saveShop(imitator.scope, shop(`${base}-0il-de`)),
    ]);
    if (second.status === "rejected") expect(second.reason).toMatchObject({ fields: { slug: expect.anything() } });
    await expect(checkSlug(imitator.scope, { slug: `${base}-0il-uk` })).rejects.toMatchObject(slugFailure("alike"));
  });

  it("taken behind the wizard's back is refused by the database, and said at the field", async () => {
    const { scope } = await begin();
    await saveBusiness(scope, business);
    const slug = unique("behind");
    const [saved] = await Promise.allSettled([saveShop(scope, shop(slug)), createSeller({ slug })]);
    if (saved?.status === "rejected") expect(saved.reason).toMatchObject(slugFailure("taken"));
    expect(await system.seller.count({ where: { slug } })).toBe(1);
  });

  it("is checked again when the draft is submitted", async () => {
    const slug = unique("again");
    const { scope } = await complete(slug);
    const twin = slug.replace("again", "aga1n");
    await createSeller({ slug: twin });
    await expect(submitOpening(scope)).rejects.toMatchObject(slugFailure("alike"));
    await system.seller.updateMany({ where: { slug: twin }, data: { slug: unique("elsewhere") } });
    await submitOpening(scope);
    expect(await rowOf(scope.seller.id)).toMatchObject({ status: "pending", slug });
  });

  it("has the same shape in SQL as in the browser", async () => {
    const letter = fc.constantFrom(..."abcmnorvwil013589-");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letter, minLength: 3, maxLength: 30 }), async (slug) => {
        const [row] = await system.$queryRaw<{ shape: string }[]>`
          SELECT replace(replace(translate(${slug}::text, '01i358-', 'ollesb'), 'm', 'rn'), 'w', 'vv') AS shape`;
        expect(row?.shape).toBe(slugShape(slug));
      }),
      { numRuns: 200 },
    );
  });

  it("leads pages that were left open at the draft's first one to the chosen one", async () => {
    const { user, slug, account } = await complete();
    const [opening] = await listOpenings(account);
    expect(opening).toMatchObject({ slug, was: expect.stringMatching(/^draft-/) });
    await expect(storeScopeFor(user.id, opening?.was ?? "")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the steps", () => {
  it("out of order are refused, each saying what is missing", async () => {
    const { scope } = await begin();
    const missing = (step: string) => ({ code: "conflict", message: `onboarding.errors.missing.${step}` });
    await expect(saveShop(scope, shop(unique("early")))).rejects.toMatchObject(missing("business"));
    await expect(finishStep(scope, { step: "members" })).rejects.toMatchObject(missing("business"));
    await saveBusiness(scope, business);
    await expect(finishStep(scope, { step: "clients" })).rejects.toMatchObject(missing("shop"));
    await saveShop(scope, shop(unique("early")));
    await finishStep(scope, { step: "members" });
    await expect(submitOpening(scope)).rejects.toMatchObject(missing("clients"));
  });

  it("keep the decimals of the currency once there are prices in it", async () => {
    const { user, slug, scope } = await complete();
    await createProduct({ seller: scope.seller });
    const now = await storeScopeFor(user.id, slug);
    await saveBusiness(now, { ...business, currency: "CHF" });
    await expect(saveBusiness(now, { ...business, currency: "JPY" })).rejects.toMatchObject({
      fields: { currency: "onboarding.errors.currencyUsed" },
    });
  });

  it("are over once submitted, and open again when the operator sends the draft back", async () => {
    const { scope, user, slug } = await complete();
    await submitOpening(scope);
    const closed = { code: "conflict", message: "onboarding.errors.submitted" };
    await expect(keepTyped(scope, { step: "business", values: { name: "Late" } })).rejects.toMatchObject(closed);
    await expect(saveBusiness(scope, business)).rejects.toMatchObject(closed);
    await expect(submitOpening(scope)).rejects.toMatchObject(closed);
    await expect(discardOpening(scope)).rejects.toMatchObject(closed);
    const where = { id: scope.seller.id };
    await system.seller.updateMany({ where, data: { status: "draft", statusReason: "Which register?" } });
    const again = await storeScopeFor(user.id, slug);
    expect(await getOpening(again)).toMatchObject({ reason: "Which register?", business, onboarding: { drafts: {} } });
    await saveBusiness(again, { ...business, registrationNumber: "HRB 2" });
    await submitOpening(again);
    expect(await rowOf(where.id)).toMatchObject({ status: "pending", statusReason: null, registrationNumber: "HRB 2" });
    const events = await system.auditEvent.findMany({ where: { sellerId: where.id, action: "seller.submitted" } });
    expect(events.map(({ actorId }) => actorId)).toEqual([user.id, user.id]);
  });

  it("submitted, are told to every operator who may decide about sellers, in their language, with the way there", async () => {
    const [admin] = await Promise.all([
      createOperator({ locale: "de", contacts: ["+4915112345670", `${unique("admin")}@example.com`] }),
      createOperator({ role: "support" }),
      createOperator({ role: "finance" }),
      createOperator({ operatorStatus: "deactivated" }),
      createOperator({ status: "disabled" }),
    ]);
    const before = await system.message.count({ where: { template: "seller-submitted" } });
    const { scope, slug } = await complete();
    expect(await system.message.count({ where: { template: "seller-submitted" } })).toBe(before);
    await submitOpening(scope);
    const rows = await system.message.findMany({ where: { template: "seller-submitted" }, orderBy: { id: "asc" } });
    const told = rows.slice(before).map((row) => ({ ...openMessage(row), userId: row.userId }));
    expect(told).toMatchObject([{ userId: admin.userId, locale: "de", to: { kind: "email" } }]);
    const [text] = told.map(({ worded, locale }) => plainContent("email", worded, locale));
    expect(text?.subject).toBe("Green Grocer möchte eröffnen");
    expect(text?.text).toContain("Deutschland");
    expect(text?.text).toContain(`/admin/sellers/${slug}`);
  });

  it("leave what an operator looks at as it is: no profile, no logo, and another submission is looked at anew", async () => {
    const { scope, user, slug } = await complete();
    await submitOpening(scope);
    const now = await storeScopeFor(user.id, slug);
    const pending = { code: "conflict", message: "settings.errors.pending" };
    const profile = { group: "discovery", discoverable: false } as const;
    await expect(saveProfile(now, profile)).rejects.toMatchObject(pending);
    await expect(removeLogo(now)).rejects.toMatchObject(pending);
    const { id } = scope.seller;
    const looked = (await rowOf(id)).submittedAt?.toISOString();
    const operator = await operatorScopeFor((await createOperator()).userId);
    await decideSeller(operator, { id, decision: "sendBack", reason: "Which register?", submittedAt: looked });
    const again = await storeScopeFor(user.id, slug);
    await saveProfile(again, profile);
    await submitOpening(again);
    const approve = { id, decision: "approve", reason: null } as const;
    await expect(decideSeller(operator, { ...approve, submittedAt: looked })).rejects.toMatchObject({
      message: "admin.errors.submittedAnew",
    });
    await decideSeller(operator, { ...approve, submittedAt: (await rowOf(id)).submittedAt?.toISOString() });
    expect((await rowOf(id)).status).toBe("open");
  });

  it("submitted twice at once are submitted once", async () => {
    const { scope } = await complete();
    const answers = await Promise.allSettled([submitOpening(scope), submitOpening(scope), submitOpening(scope)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("write nothing to a seller that is open", async () => {
    const seller = await createSeller();
    const { userId } = await createMember({ seller });
    const scope = await storeScopeFor(userId, seller.slug);
    const before = await rowOf(seller.id);
    const changes = [
      () => saveBusiness(scope, business),
      () => saveShop(scope, shop(unique("open"))),
      () => discardOpening(scope),
    ];
    for (const change of changes) await expect(change()).rejects.toMatchObject({ code: "conflict" });
    expect(await rowOf(seller.id)).toEqual(before);
  });
});

it("listed people who are users already are in the moment the seller opens, and not before; their dashboard shows it", async () => {
  const { scope } = await complete();
  const people = await Promise.all([1, 2, 3].map(() => createUser()));
  for (const { contacts } of people) await createClient({ seller: scope.seller, email: contacts[0]?.value ?? "" });
  await createCustomer({ seller: await createSeller(), user: { id: people[0]?.id ?? "" } });
  const shopsOf = async (id: string) => (await listMyShops(await accountScopeFor(id))).map(({ slug }) => slug);
  await submitOpening(scope);
  await oweListed(system, scope.seller.id);
  await letListedIn(SystemScope.resolve("test"), scope.seller.id);
  for (const { id } of people) expect(await shopsOf(id)).not.toContain(scope.seller.slug);
  await system.seller.updateMany({ where: { id: scope.seller.id }, data: { status: "open" } });
  await oweListed(system, scope.seller.id);
  await letListedIn(SystemScope.resolve("test"), scope.seller.id);
  for (const { id } of people) expect(await shopsOf(id)).toContain((await rowOf(scope.seller.id)).slug);
});
