import { afterAll, describe, expect, it, vi } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { listRequests, requestCsvLines } from "@/lib/customers/requests/deciding/queries";
import { listRequestsInput, type RequestItem, requestFilter } from "@/lib/customers/requests/schema";
import { closeDb } from "@/lib/db/client";
import { contactOf, createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createShareLink } from "@/prisma/factories/ways-in";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({ getTranslations: async (scope: string) => (key: string) => `${scope}.${key}` }));

afterAll(closeDb);

async function store() {
  const seller = await createSeller();
  const user = await createUser();
  await createMember({ seller, user, role: "support" });
  return { seller, user, scope: await storeScopeFor(user.id, seller.slug) };
}

async function everyPage(scope: StoreScope, filter: object) {
  const items: RequestItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRequests(scope, listRequestsInput.parse({ ...filter, limit: 2, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

const hour = (count: number) => new Date(Date.UTC(2026, 2, 1, count));

describe("the list of requests", () => {
  it("shows whoever waits longest first or last, each once over all pages, also those of one moment", async () => {
    const { seller, scope } = await store();
    for (const at of [3, 1, 2, 2, 2])
      await createCustomer({ seller, status: "requested", requestCompany: `C${at}`, createdAt: hour(at) });
    await createCustomer({ seller, status: "rejected" });
    await createCustomer({ seller, status: "approved" });
    const rows = await everyPage(scope, {});
    expect(rows.map(({ company }) => company)).toEqual(["C1", "C2", "C2", "C2", "C3"]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5);
    expect(await everyPage(scope, { sort: "-asked" })).toEqual(rows.toReversed());
    expect((await listRequests(scope, listRequestsInput.parse({ count: "1", limit: 1 }))).total).toBe(5);
  });

  it("says what they said, where they came from and what was before", async () => {
    const { seller, user, scope } = await store();
    const link = await createShareLink({ seller, createdBy: user.id, label: "Counter" });
    const person = await createUser({ name: "Lena", company: "Lena GmbH" });
    const contact = contactOf("lena@example.com");
    const words = { requestNote: "Please", requestCompany: "Corner Café", requestCount: 2, decisionNote: "Trade only" };
    await createCustomer({ seller, user: person, status: "requested", shareLink: link, contact, ...words });
    expect(await everyPage(scope, {})).toMatchObject([
      {
        name: "Lena",
        company: "Corner Café",
        contact: "lena@example.com",
        state: "requested",
        times: 2,
        shareLink: "Counter",
        requestNote: "Please",
        reason: "Trade only",
      },
    ]);
  });

  it("is searched by names, companies and whole contacts, and narrowed to the rejected", async () => {
    const { seller, scope } = await store();
    const lena = await createUser({ name: "Lena Fischer", company: "Fischer GmbH" });
    const contact = contactOf("+12025550177");
    await createCustomer({ seller, user: lena, status: "requested", requestCompany: "Corner Café", contact });
    await createCustomer({ seller, user: await createUser({ name: "Omar" }), status: "rejected" });
    const found = async (filter: object) => (await everyPage(scope, filter)).map(({ name }) => name);
    for (const q of ["lena", "FISCH", "corner", "café", "(202) 555-0177"])
      expect(await found({ q }), q).toEqual(["Lena Fischer"]);
    for (const q of ["ena", "omar", "+1 202 555 0178", "%"]) expect(await found({ q }), q).toEqual([]);
    expect(await found({ state: "rejected" })).toEqual(["Omar"]);
    expect(await found({ state: "rejected", q: "om" })).toEqual(["Omar"]);
  });

  it("and its export hold nothing of another seller", async () => {
    const { seller, scope } = await store();
    const other = await store();
    await createCustomer({ seller: other.seller, status: "requested", requestCompany: "Foreign" });
    await createCustomer({ seller, status: "requested", requestCompany: "Own", requestNote: "=1+1" });
    const csv = async (of: StoreScope) => {
      const lines: string[] = [];
      for await (const line of await requestCsvLines(of, requestFilter.parse({}))) lines.push(line);
      return lines;
    };
    const [head, ...rows] = await csv(scope);
    expect(head).toContain("customers.requests.columns.company");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain("Own");
    expect(rows[0]).toContain("'=1+1");
    expect((await csv(other.scope)).slice(1).join()).not.toContain("Own");
    const [first] = await everyPage(other.scope, {});
    const cursor = Buffer.from(JSON.stringify([first?.askedAt, first?.id])).toString("base64url");
    const page = await listRequests(scope, listRequestsInput.parse({ cursor, count: "1", sort: "-asked" }));
    expect(page.total).toBe(1);
    expect(JSON.stringify(page)).not.toContain("Foreign");
  });
});
