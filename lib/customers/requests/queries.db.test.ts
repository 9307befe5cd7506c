import { afterAll, describe, expect, it } from "vitest";
import { listEnded, listFindable, listMyRequests } from "@/lib/customers/requests/queries";
import { findSellersInput } from "@/lib/customers/requests/schema";
import { closeDb } from "@/lib/db/client";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

const account = async () => accountScopeFor((await createUser()).id);

describe("finding a seller", () => {
  it("shows each page after the other, with where one stands", async () => {
    const person = await createUser();
    const trade = "Zebra supplies";
    for (const name of ["Zeta", "Eta", "Theta"]) await createSeller({ name, trade });
    const joined = await createSeller({ name: "Joined", trade });
    await createCustomer({ seller: joined, user: person });
    const scope = await accountScopeFor(person.id);
    const page = (cursor?: string) => listFindable(scope, findSellersInput.parse({ q: "zebra", limit: 3, cursor }));
    const first = await page();
    expect(first.items.map(({ name, standing }) => [name, standing?.state ?? null])).toEqual([
      ["Eta", null],
      ["Joined", "approved"],
      ["Theta", null],
    ]);
    expect(await page(first.nextCursor ?? "")).toMatchObject({ items: [{ name: "Zeta" }], nextCursor: null });
  });

  it("goes by the beginnings of words of name, trade and town, in any order and spelling", async () => {
    const scope = await account();
    await createSeller({ name: "Müller & Söhne (Großhandel)", trade: "Café-Bedarf", town: "St. Pölten" });
    const found = async (q: string) =>
      (await listFindable(scope, findSellersInput.parse({ q }))).items.map(({ name }) => name);
    for (const q of ["müller", "MULL", "sohne", "bedarf caf", "polten muller", "großh", "St. P", "Café-Bedarf"])
      expect(await found(q), q).toEqual(["Müller & Söhne (Großhandel)"]);
    for (const q of ["uller", "afé", "müller berlin", "m%r", "m_ller"]) expect(await found(q), q).toEqual([]);
  });

  it("tells nothing of sellers that do not let themselves be found, whatever is typed", async () => {
    const secret = { name: "Quokka Traders", trade: "Quokka toys", town: "Quokkaville" };
    const person = await createUser();
    const hidden = [
      await createSeller({ ...secret, discoverable: false }),
      await createSeller({ ...secret, status: "draft" }),
      await createSeller({ ...secret, status: "pending" }),
      await createSeller({ ...secret, status: "suspended" }),
      await createSeller({ ...secret, status: "terminated" }),
    ];
    // Not even to those who know them: being a customer or a member opens the shop, not the search.
    await createCustomer({ seller: hidden[0] as { id: string }, user: person });
    await createMember({ seller: hidden[1] as { id: string }, user: person });
    const other = await createUser();
    for (const scope of [await accountScopeFor(person.id), await accountScopeFor(other.id)]) {
      for (const q of ["quokka", "q", "Quokka Traders", hidden[0]?.slug ?? "", "quokkaville toys", "%", "_"]) {
        const page = await listFindable(scope, findSellersInput.parse({ q, limit: 100 }));
        expect(page.items.filter(({ name }) => name.includes("Quokka"))).toEqual([]);
        expect(JSON.stringify(page)).not.toContain("Quokka");
      }
    }
    // Nor by a cursor that somebody made up, nor by a page that ends where one of them would stand.
    const stranger = await accountScopeFor(other.id);
    const trade = "Numbat wares";
    await createSeller({ name: "Quokka before", trade });
    await createSeller({ name: "Quokka hidden", trade, discoverable: false });
    const made = Buffer.from(JSON.stringify(["Quokka", hidden[0]?.id])).toString("base64url");
    const after = await listFindable(stranger, findSellersInput.parse({ q: "numbat", limit: 1, cursor: made }));
    expect(after).toMatchObject({ items: [{ name: "Quokka before" }], nextCursor: null });
  });
});

describe("one's requests", () => {
  it("say where they stand, with the seller's reason and when one may ask again", async () => {
    const person = await createUser();
    const [asked, rejected, revoked, gone] = [
      await createSeller({ name: "Asked" }),
      await createSeller({ name: "Rejected", discoverable: false }),
      await createSeller({ name: "Revoked" }),
      await createSeller({ name: "Gone", status: "terminated" }),
    ];
    const createdAt = new Date("2026-03-01T08:00:00Z");
    await createCustomer({ seller: asked, user: person, status: "requested", requestNote: "Please" });
    const decided = { decisionNote: "Trade only", decidedAt: new Date("2026-03-02T17:30:00Z") };
    await createCustomer({ seller: rejected, user: person, status: "rejected", ...decided, createdAt });
    await createCustomer({ seller: revoked, user: person, status: "revoked" });
    await createCustomer({ seller: gone, user: person, status: "requested" });
    const rows = await listMyRequests(await accountScopeFor(person.id));
    expect(rows.map(({ name, state, reason, askAgainFrom }) => ({ name, state, reason, askAgainFrom }))).toEqual([
      { name: "Asked", state: "requested", reason: null, askAgainFrom: null },
      { name: "Rejected", state: "rejected", reason: "Trade only", askAgainFrom: "2026-03-09T00:00:00.000Z" },
    ]);
    expect(await listMyRequests(await account())).toEqual([]);
  });

  it("names the sellers that have ended an access, and no others", async () => {
    const person = await createUser();
    const ended = await createSeller({ name: "Ended" });
    const past = { user: person, status: "revoked" } as const;
    await createCustomer({ ...past, seller: ended });
    // Only invited, and the invite was taken back.
    await createCustomer({ ...past, seller: await createSeller(), grantedHow: null });
    await createCustomer({ ...past, seller: await createSeller({ status: "terminated" }) });
    await createCustomer({ user: person, seller: await createSeller() });
    expect((await listEnded(await accountScopeFor(person.id))).map(({ name }) => name)).toEqual(["Ended"]);
    expect(await listEnded(await account())).toEqual([]);
  });
});
