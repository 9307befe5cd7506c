import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { clientContacts, contactsIn } from "@/lib/clients/sealing";
import { rotateKeys } from "@/lib/contacts/commands";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { closeDb } from "@/lib/db/client";
import { resetEnv } from "@/lib/env";
import { openHeader, openReport } from "@/lib/imports/sealing";
import { openMessage } from "@/lib/messages/open";
import { openPasted, sealPasted } from "@/lib/onboarding/pasted";
import { readOnboarding } from "@/lib/onboarding/rules";
import { sealedKeyId } from "@/lib/sealed";
import { suppress } from "@/lib/suppressions/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser, userRows } from "@/prisma/factories/people";
import { createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createClient, createImport } from "@/prisma/factories/ways-in";

const oldRing = process.env.CONTACT_KEYS ?? "";
const newKey = `k2:${Buffer.alloc(32, "the next key").toString("base64")}`;

function useRing(keys: string): void {
  process.env.CONTACT_KEYS = keys;
  resetEnv();
}

afterAll(async () => {
  useRing(oldRing);
  await closeDb();
});

const fresh = () => `${unique("rotate")}@example.com`;
const rotate = () => rotateKeys(SystemScope.resolve("key rotation"), () => undefined);

async function signIn(contact: string): Promise<string> {
  const visitor = newVisitor();
  await requestSignInCode(visitor, { contact });
  return (await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null })).userId;
}

/** Every sealed value of the database: opened, with the key that sealed it and whether its look-up is the current one. */
async function everything() {
  const db = systemDb();
  const current = (kind: "phone" | "email", value: string, lookup: Uint8Array | null) =>
    lookup !== null && Buffer.from(contactLookups({ kind, value })[0]).equals(Buffer.from(lookup));
  const kindOf = (kind: string | null) => (kind === "phone" ? "phone" : "email") as "phone" | "email";
  const found: { table: string; value: string; key: string; current: boolean }[] = [];
  const add = (table: string, kind: "phone" | "email", value: string, sealed: Uint8Array, lookup: Uint8Array | null) =>
    found.push({ table, value, key: sealedKeyId(sealed), current: current(kind, value, lookup) });
  for (const row of await db.contact.findMany()) {
    const kind = kindOf(row.kind);
    add("contacts", kind, unsealContact("contacts.value", row.id, kind, row.value).value, row.value, row.lookup);
    expect(row.lookupKeyId).toBe(sealedKeyId(row.value));
  }
  for (const row of await db.client.findMany()) {
    for (const contact of contactsIn(clientContacts(row))) {
      const [sealed, lookup] =
        contact.kind === "phone" ? [row.phoneValue, row.phoneLookup] : [row.emailValue, row.emailLookup];
      add("clients", contact.kind, contact.value, sealed ?? new Uint8Array(), lookup);
    }
  }
  for (const row of await db.customer.findMany({ where: { contactValue: { not: null } } })) {
    const kind = kindOf(row.contactKind);
    const sealed = row.contactValue ?? new Uint8Array();
    add(
      "customers",
      kind,
      unsealContact("customers.contact_value", `${row.sellerId}:${row.id}`, kind, sealed).value,
      sealed,
      row.contactLookup,
    );
  }
  for (const row of await db.invite.findMany()) {
    const kind = kindOf(row.contactKind);
    const { value } = unsealContact("invites.contact_value", `${row.sellerId}:${row.id}`, kind, row.contactValue);
    add("invites", kind, value, row.contactValue, row.contactLookup);
  }
  for (const row of await db.member.findMany()) {
    add(
      "members",
      "email",
      unsealContact("members.email", `${row.sellerId}:${row.id}`, "email", row.email).value,
      row.email,
      row.emailLookup,
    );
  }
  for (const row of await db.message.findMany()) {
    const { to } = openMessage(row);
    add("messages", to.kind, to.value, row.toValue, row.toLookup);
    expect(sealedKeyId(row.payload)).toBe(sealedKeyId(row.toValue));
  }
  for (const row of await db.suppression.findMany()) {
    const kind = kindOf(row.kind);
    add(
      "suppressions",
      kind,
      unsealContact("suppressions.value", row.id, kind, row.value).value,
      row.value,
      row.lookup,
    );
  }
  return [...found, ...(await everyImport())];
}

async function everyImport() {
  const found: { table: string; value: string; key: string; current: boolean }[] = [];
  for (const { sellerId, importId, number, report } of await systemDb().importChunk.findMany({
    where: { report: { not: null } },
  })) {
    if (!report) continue;
    const [row] = openReport({ sellerId, importId, number }, report);
    found.push({ table: "import_chunks", value: row?.cells.join() ?? "", key: sealedKeyId(report), current: true });
  }
  for (const { sellerId, id, header } of await systemDb().import.findMany({ where: { header: { not: null } } })) {
    if (!header) continue;
    found.push({
      ...{ table: "imports", value: openHeader(sellerId, id, header).join() },
      ...{ key: sealedKeyId(header), current: true },
    });
  }
  for (const { id, onboarding } of await systemDb().seller.findMany()) {
    const sealed = readOnboarding(onboarding).drafts.clients?.["rows"];
    if (!sealed) continue;
    const key = sealedKeyId(Buffer.from(sealed, "base64"));
    found.push({ table: "sellers", value: openPasted(id, sealed), key, current: true });
  }
  return found;
}

describe("key rotation", () => {
  const listed = "+1 202 555 0173";
  const people: string[] = [];

  beforeAll(async () => {
    for (let n = 0; n < 1200; n++) people.push(fresh());
    // Enough for several batches.
    const rows = people.map((contact) => userRows({ contacts: [contact] }));
    await systemDb().user.createMany({ data: rows.map(({ user }) => user) });
    await systemDb().contact.createMany({ data: rows.flatMap(({ contacts }) => contacts.map(({ row }) => row)) });
    const seller = await createSeller();
    const { userId: sentBy } = await createMember({ seller });
    for (let n = 0; n < 10; n++) await createInvite({ seller, sentBy, contact: fresh() });
    await createInvite({ seller, sentBy, contact: "+1 202 555 0171" });
    for (let n = 0; n < 3; n++) await createClient({ seller, email: fresh() });
    await createClient({ seller, phone: listed, email: fresh() });
    await SystemScope.resolve("test").tx((db) => suppress(db, contactOf(people[3] ?? ""), "hard_bounce"));
    const refused = [{ row: 2, cells: ["Nina"], problem: "empty" as const, of: null }];
    await createImport({ seller, createdBy: sentBy, refused });
    const drafts = { clients: { rows: sealPasted(seller.id, fresh()) } };
    await systemDb().seller.update({ where: { id: seller.id }, data: { onboarding: { done: [], drafts } } });
    await signIn(people[0] ?? "");
    await signIn("+1 202 555 0172");
  }, 120_000);

  it("under load: nobody locked out, nothing unreadable", async () => {
    const before = await everything();
    expect(new Set(before.map(({ key }) => key))).toEqual(new Set(["test"]));
    useRing(`${newKey},${oldRing}`);
    // Listed under the old key, proved under the new one.
    const listedUser = await signIn(listed);
    expect(await systemDb().customer.count({ where: { userId: listedUser, status: "approved" } })).toBe(1);

    let running = true;
    const owners = new Map<string, string>();
    const load = [0, 1, 2].map(async (worker) => {
      for (let n = worker; running || n < 12; n += 3) {
        const known = people[n % 40] ?? "";
        const userId = await signIn(known);
        expect(owners.get(known) ?? userId).toBe(userId);
        owners.set(known, userId);
        await signIn(fresh());
      }
    });
    const results = await rotate();
    running = false;
    await Promise.all(load);

    expect(results.map(({ table }) => table)).toEqual([
      "contacts",
      "clients",
      "clients",
      "customers",
      "invites",
      "members",
      "messages",
      "suppressions",
      "imports",
      "import_chunks",
      "sellers",
    ]);
    expect(results.every(({ rotated, unreadable }) => rotated > 0 && unreadable === 0)).toBe(true);
    expect(results[0]?.rotated).toBeGreaterThan(1200);
    const after = await everything();
    expect(new Set(after.map(({ key, current }) => `${key} ${current}`))).toEqual(new Set(["k2 true"]));
    // Whoever is suppressed is found under the new key, and is no second row under it.
    await SystemScope.resolve("test").tx((db) => suppress(db, contactOf(people[3] ?? ""), "stop"));
    expect(await systemDb().suppression.findMany({ select: { reason: true } })).toEqual([{ reason: "stop" }]);
    // Whatever was there is there still.
    const kept = new Map<string, number>();
    for (const { table, value } of after) kept.set(`${table} ${value}`, (kept.get(`${table} ${value}`) ?? 0) + 1);
    for (const { table, value } of before) expect(kept.get(`${table} ${value}`) ?? 0).toBeGreaterThan(0);
    expect(await systemDb().contact.count()).toBe(
      new Set(after.filter(({ table }) => table === "contacts").map(({ value }) => value)).size,
    );
  }, 120_000);

  it("is done once: a second run finds nothing, and the old key can go", async () => {
    expect((await rotate()).map(({ rotated }) => rotated)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    useRing(newKey);
    await everything();
    const known = people[1] ?? "";
    const owner = await systemDb().contact.findFirst({ where: { lookup: contactLookups(contactOf(known))[0] } });
    expect(await signIn(known)).toBe(owner?.userId);
  });

  it("stopped in the middle: every row opens, and the next run does the rest", async () => {
    const thirdKey = `k3:${Buffer.alloc(32, "yet another").toString("base64")}`;
    useRing(`${thirdKey},${newKey}`);
    const stop = new Error("stopped");
    const interrupted = rotateKeys(SystemScope.resolve("key rotation"), ({ rotated }) => {
      if (rotated >= 500) throw stop;
    });
    await expect(interrupted).rejects.toBe(stop);
    expect(new Set((await everything()).map(({ key }) => key))).toEqual(new Set(["k2", "k3"]));
    await rotate();
    expect(new Set((await everything()).map(({ key }) => key))).toEqual(new Set(["k3"]));
  });

  it("says how much it could not read, and leaves that as it is", async () => {
    const lostKey = `k4:${Buffer.alloc(32, "a key that is lost").toString("base64")}`;
    const ring = process.env.CONTACT_KEYS ?? "";
    useRing(lostKey);
    const { contacts } = await createUser({ contacts: [fresh()] });
    useRing(ring);
    const [result] = await rotate();
    expect(result).toEqual({ table: "contacts", rotated: 0, unreadable: 1 });
    await systemDb().contact.deleteMany({ where: { id: contacts[0]?.id ?? "" } });
  });
});
