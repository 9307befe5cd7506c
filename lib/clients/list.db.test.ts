import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { addClient, deleteClients, restoreClients, revokeClients, updateClient } from "@/lib/clients/commands";
import { countWaiting, inviteWaiting } from "@/lib/clients/inviting/commands";
import { listClients } from "@/lib/clients/listing/commands";
import { clientCsvLines, clientTemplateLines, listClientPage } from "@/lib/clients/queries";
import { clientFilter, listClientsInput, newClientInput } from "@/lib/clients/schema";
import { clientContacts } from "@/lib/clients/sealing";
import { closeDb } from "@/lib/db/client";
import { guessMapping } from "@/lib/imports/columns";
import { openRows } from "@/lib/imports/sealing";
import { systemDb, unique } from "@/prisma/factories/db";
import { connectOwner, fingerprint } from "@/prisma/factories/fingerprint";
import { contactOf, createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({ getTranslations: async (space: string) => (key: string) => `${space}.${key}` }));

const system = systemDb();
afterAll(closeDb);

async function store() {
  const seller = await createSeller();
  const user = await createUser({ name: "Mia" });
  await createMember({ seller, user, role: "manager" });
  return { seller, user, scope: await storeScopeFor(user.id, seller.slug) };
}
type Store = Awaited<ReturnType<typeof store>>;

const ask = (at: Store, given: object = {}) =>
  listClientPage(at.scope, listClientsInput.parse({ limit: 20, count: "1", ...given }));
const names = async (at: Store, given: object = {}) => (await ask(at, given)).items.map(({ name }) => name);
const fields = (given: object) => ({
  ...newClientInput.parse({ phone: "", email: "", name: "", company: "", priceListId: "" }),
  ...given,
});
async function textOf(lines: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const line of lines) text += line;
  return text;
}

describe("the client list", () => {
  let at: Store;
  let other: Store;
  const shared = "+1 202 555 0141";

  beforeAll(async () => {
    at = await store();
    other = await store();
    for (const [index, name] of ["Ann", "anna", "Bert", "ÄNNE", "100%"].entries()) {
      await createClient({
        seller: at.seller,
        email: `${unique(`l${index}`)}@example.com`,
        name,
        company: index === 2 ? "Annex" : null,
      });
    }
    await createClient({ seller: at.seller, phone: shared, name: "Shared at A", status: "revoked" });
    await createClient({ seller: other.seller, phone: shared, name: "Shared at B" });
    await createClient({ seller: other.seller, email: "only.b@example.com", name: "Anna of B", company: "Annex of B" });
  });

  it("is found by the beginning of a name or company in any case, and a contact whole, however it is written", async () => {
    expect(await names(at, { q: "ann", sort: "added" })).toEqual(["Ann", "anna", "Bert"]);
    expect(await names(at, { q: "ANNA" })).toEqual(["anna"]);
    expect(await names(at, { q: "änne" })).toEqual(["ÄNNE"]);
    expect(await names(at, { q: "nn" })).toEqual([]);
    expect(await names(at, { q: "100%" })).toEqual(["100%"]);
    expect(await names(at, { q: "%" })).toEqual([]);
    expect(await names(at, { q: "(202) 555-0141" })).toEqual(["Shared at A"]);
    expect(await names(at, { q: "202 555 014" })).toEqual([]);
  });

  it("pages through every entry once, in both directions, and counts them", async () => {
    for (const sort of ["added", "-added"]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof ask>> = await ask(at, { sort, limit: 2, ...(cursor && { cursor }) });
        expect(page.total).toBe(6);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(6);
      expect([...seen].sort()).toEqual(sort === "added" ? seen : [...seen].reverse());
    }
  });

  it("finds the rare among many: what the next rows do not hold is found by its index", async () => {
    const big = await store();
    const rows = Array.from({ length: 2500 }, (_, n) => ({
      phone: null,
      email: contactOf(`big${n}@example.com`),
      name: n < 3 ? `Rare ${n}` : `Common ${n}`,
      company: null,
      priceListId: null,
    }));
    const scope = SystemScope.resolve("test");
    const { outcomes } = await scope.tx((db) =>
      listClients(db, scope, big.seller.id, rows, { by: big.user.id, restore: false }),
    );
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["added"]));
    expect((await names(big, { q: "rare" })).sort()).toEqual(["Rare 0", "Rare 1", "Rare 2"]);
    expect(await ask(big, { q: "common" })).toMatchObject({ total: 2497 });
    expect((await ask(big, { q: "common" })).items).toHaveLength(20);
  });

  it("tells nothing of another seller's: not by search, count, status, cursor, export or suggestion", async () => {
    for (const given of [{ q: "Anna of B" }, { q: "Annex of B" }, { q: "only.b@example.com" }])
      expect(await ask(at, given)).toMatchObject({ items: [], total: 0, nextCursor: null });
    const own = (await ask(at)).items.map(({ id }) => id);
    // A cursor is a place in the order, whosever row stands there.
    const foreign = Buffer.from(JSON.stringify([(await ask(other)).items[0]?.id])).toString("base64url");
    for (const { id } of (await ask(at, { cursor: foreign })).items) expect(own).toContain(id);
    expect(await names(at, { q: shared })).toEqual(["Shared at A"]);
    expect(await names(other, { q: shared })).toEqual(["Shared at B"]);
    const text = await textOf(await clientCsvLines(at.scope, clientFilter.parse({})));
    expect(text).toContain("Shared at A");
    expect(text).not.toMatch(/of B|at B|only\.b/);
    expect(JSON.stringify(await ask(at))).not.toContain(other.seller.id);
  });

  it("of another seller cannot be changed by a member, whatever ids they name", async () => {
    const ids = (await ask(other)).items.map(({ id }) => id);
    const owner = await connectOwner();
    const before = await fingerprint(owner);
    expect(await revokeClients(at.scope, { clientIds: ids })).toEqual({ changed: 0, ended: 0 });
    expect(await restoreClients(at.scope, { clientIds: ids })).toEqual({ changed: 0, approved: 0 });
    expect(await deleteClients(at.scope, { clientIds: ids })).toEqual({ changed: 0, ended: 0 });
    await expect(
      updateClient(at.scope, { ...fields({ email: "taken.over@example.com" }), clientId: ids[0] ?? "" }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await fingerprint(owner)).toEqual(before);
    const foreignPrices = await createPriceList({ seller: other.seller });
    const between = await fingerprint(owner);
    await expect(
      addClient(at.scope, fields({ email: "new@example.com", priceListId: foreignPrices.id })),
    ).rejects.toMatchObject({ fields: { priceListId: "customers.errors.priceList" } });
    expect(await fingerprint(owner)).toEqual(between);
    await owner.end();
  });
});

describe("adding a client by hand", () => {
  it.each([
    ["(202) 555-0142", "phone", "+12025550142"],
    ["tel:+1-202-555-0143", "phone", "+12025550143"],
    ["٢٠٢ ٥٥٥ ٠١٤٤", "phone", "+12025550144"],
    [" Nina.PARK@Example.COM ", "email", "nina.park@example.com"],
    ["mailto:who@bücher.example", "email", "who@xn--bcher-kva.example"],
  ] as const)("%s is taken as %s %s", async (text, kind, value) => {
    const { scope } = await store();
    const { clientId } = await addClient(scope, fields({ [kind]: text }));
    const row = await system.client.findFirstOrThrow({ where: { id: clientId } });
    expect(clientContacts(row)[kind]).toEqual({ kind, value });
  });

  it.each([
    [{ phone: "12" }, { phone: "contacts.errors.phone" }],
    [{ phone: "+1 202 555 0101 ext. 5" }, { phone: "contacts.errors.extension" }],
    [{ phone: "+1 900 555 0123" }, { phone: "contacts.errors.notMobile" }],
    [{ phone: "+882 1631 234567" }, { phone: "contacts.errors.blocked" }],
    [{ phone: "nina@example.com" }, { phone: "contacts.errors.phone" }],
    [{ email: "+1 202 555 0101" }, { email: "contacts.errors.email" }],
    [{ email: "nina@" }, { email: "contacts.errors.email" }],
    [{ name: "Nobody" }, { phone: "clients.errors.noContact" }],
  ])("%o is refused beside the field: %o", async (given, said) => {
    const { scope, seller } = await store();
    await expect(addClient(scope, fields(given))).rejects.toMatchObject({ fields: said });
    expect(await system.client.count({ where: { sellerId: seller.id } })).toBe(0);
  });
});

describe("a list of rows", () => {
  it("that is listed twice at the same moment is on the list once", async () => {
    const { seller, user } = await store();
    const scope = SystemScope.resolve("test");
    const rows = Array.from({ length: 50 }, (_, n) => ({
      phone: null,
      email: contactOf(`twice${n}@example.com`),
      name: `N${n}`,
      company: null,
      priceListId: null,
    }));
    const run = (given: typeof rows) =>
      scope.tx((db) => listClients(db, scope, seller.id, given, { by: user.id, restore: false }));
    const answers = await Promise.all([run(rows), run([...rows].reverse()), run(rows)]);
    expect(await system.client.count({ where: { sellerId: seller.id } })).toBe(50);
    const added = answers.flatMap(({ outcomes }) => outcomes.filter(({ outcome }) => outcome === "added"));
    expect(added).toHaveLength(50);
  });

  it("lets in all who have proved their contact, and tells the members once", async () => {
    const { seller, user } = await store();
    const scope = SystemScope.resolve("test");
    const people = await Promise.all(Array.from({ length: 8 }, () => createUser()));
    const rows = people.map(({ contacts: [contact] }) => ({
      phone: null,
      email: contact ?? null,
      name: null,
      company: null,
      priceListId: null,
    }));
    const listed = await scope.tx((db) => listClients(db, scope, seller.id, rows, { by: user.id, restore: false }));
    expect(listed.approved).toBe(8);
    expect(await system.customer.count({ where: { sellerId: seller.id, status: "approved" } })).toBe(8);
    const count = (template: string) => system.message.count({ where: { sellerId: seller.id, template } });
    expect(await count("customer-auto-approved")).toBe(1);
    expect(await count("access-given")).toBe(8);
  });
});

describe("files", () => {
  it("the template and an export are read by the import without any help", async () => {
    const header = (await textOf(await clientTemplateLines())).trim().replaceAll('"', "").split(",");
    expect(header).toEqual(["phone", "email", "name", "company", "priceList"].map((name) => `clients.columns.${name}`));
    expect(guessMapping(["Mobile number", "Email", "Name", "Company", "Price list"], [])).toEqual([
      "phone",
      "email",
      "name",
      "company",
      "priceList",
    ]);
  });

  it("inviting all who are not in yet is a job over those who wait: nobody who is in, revoked or invited already", async () => {
    const at = await store();
    const priceList = await createPriceList({ seller: at.seller });
    await createClient({ seller: at.seller, email: "wait1@example.com", name: "Wait", priceList });
    await createClient({ seller: at.seller, phone: "+1 202 555 0145", email: "wait2@example.com" });
    await createClient({ seller: at.seller, email: "inside@example.com", status: "approved" });
    await createClient({ seller: at.seller, email: "gone@example.com", status: "revoked" });
    await createClient({ seller: at.seller, email: "invited@example.com" });
    await createInvite({ seller: at.seller, contact: "invited@example.com", sentBy: at.user.id });
    // Said before it is done.
    expect(await countWaiting(at.scope)).toEqual({ people: 2, sms: 0, email: 1, both: 1 });
    const { importId, count } = await inviteWaiting(at.scope);
    expect(count).toBe(2);
    const job = await system.import.findFirstOrThrow({ where: { id: importId }, include: { chunks: true } });
    expect(job).toMatchObject({ kind: "invites", status: "queued", total: 2, createdBy: at.user.id });
    const [chunk] = job.chunks;
    if (!chunk?.rows) throw new Error("The job has no rows.");
    expect(openRows(chunk, chunk.rows)).toEqual([
      ["", "wait1@example.com", "Wait", "", priceList.name],
      ["+12025550145", "wait2@example.com", "", "", ""],
    ]);
    const nobody = await store();
    expect(await countWaiting(nobody.scope)).toEqual({ people: 0, sms: 0, email: 0, both: 0 });
    await expect(inviteWaiting(nobody.scope)).rejects.toMatchObject({ message: "clients.errors.nobodyToInvite" });
  });
});
