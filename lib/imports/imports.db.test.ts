import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { clientContacts } from "@/lib/clients/sealing";
import { closeDb } from "@/lib/db/client";
import { addImportChunk, cancelImport, cleanUpImports, createImport, startImport } from "@/lib/imports/commands";
import { getImport, importReportLines, listRecentImports } from "@/lib/imports/queries";
import { workOnImport } from "@/lib/imports/work/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";
import { createHouse, type House } from "@/prisma/factories/world";
import { decodeFile, parseRows } from "./decoding";
import { badRows, HEADER, line } from "./test-rows";
import { upload, workOff } from "./test-support";

vi.mock("next-intl/server", () => ({
  getTranslations: async (namespace: string) =>
    Object.assign((key: string, values?: object) => `${namespace}.${key}${values ? JSON.stringify(values) : ""}`, {}),
}));

const db = systemDb();
const system = SystemScope.resolve("test");
let house: House;
let scope: StoreScope;

beforeAll(async () => {
  house = await createHouse();
  scope = await storeScopeFor(house.admin.id, house.seller.slug);
});
afterAll(() => closeDb());

const emails = (count: number, prefix = unique("bulk")) =>
  Array.from({ length: count }, (_, n) => line({ email: `${prefix}-${n}@example.com`, name: `Client ${n}` }));

async function listed(sellerId = house.seller.id): Promise<string[]> {
  const rows = await db.client.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
  return rows.flatMap((row) => {
    const { phone, email } = clientContacts(row);
    return [phone, email].flatMap((contact) => contact?.value ?? []);
  });
}

async function reportOf(id: string): Promise<string> {
  let text = "";
  for await (const one of await importReportLines(scope, id)) text += one;
  return text;
}

describe("30. an import", () => {
  it("puts good rows on the list and gives bad ones of ten kinds back, each with its reason", async () => {
    const own = unique("entry");
    await createClient({ seller: house.seller, phone: "+12025550150", email: `${own}@example.com` });
    await createClient({ seller: house.seller, email: `${own}-other@example.com` });
    const bad = [
      ...badRows(1, `${own}-new@example.com`),
      // A number and an e-mail that belong to two entries.
      { problem: "otherEntry", cells: line({ phone: "+1 202 555 0150", email: `${own}-other@example.com` }) },
    ];
    const good = [
      line({ phone: "(202) 555-0151", name: "Nina Park", company: "Park Deli" }),
      line({ email: `${own}-new@EXAMPLE.com`, list: house.priceList.name.toUpperCase() }),
      line({ phone: "٢٠٢٥٥٥٠١٥٢", email: `${own}-both@example.com` }),
    ];
    const id = await upload(scope, { rows: [...good, ...bad.map(({ cells }) => cells), line({})] });
    await workOff();
    const result = await getImport(scope, id);
    expect(result).toMatchObject({
      ...{ status: "done", total: 15, done: 15, added: 3, updated: 0, skipped: 1, refused: 11, error: null },
      ...{ createdBy: "Admin", fileName: "list.csv", hasReport: true },
    });
    expect(result.refusedRows.map(({ row, problem }) => [row, problem])).toEqual(
      bad.map(({ problem }, n) => [n + 5, problem]),
    );
    expect(result.reasons.map(({ count }) => count)).toEqual(bad.map(() => 1));
    const values = await listed();
    for (const value of ["+12025550151", `${own}-new@example.com`, "+12025550152", `${own}-both@example.com`])
      expect(values).toContain(value);
    const priced = await db.client.findMany({ where: { sellerId: house.seller.id, priceListId: house.priceList.id } });
    expect(priced).toHaveLength(1);
    // The report is the file of the bad rows: the same columns, and the reason behind.
    const parsed = await parseRows(decodeFile(Buffer.from(await reportOf(id)), "en"));
    expect("rows" in parsed && parsed.rows.map((cells) => cells.slice(0, 5))).toEqual([
      HEADER,
      ...bad.map(({ cells }) => cells),
    ]);
    expect("rows" in parsed && parsed.rows[1]?.[5]).toContain("problems.empty");
  });

  it("a number of no known country, and a row that repeats a contact of an earlier chunk", async () => {
    const [first, ...rest] = emails(600);
    if (!first) throw new Error("no rows");
    const twice = line({ phone: "+1 202 555 0153", email: String(first[1]).toUpperCase() });
    const rows = [first, ...rest, twice, line({ phone: "202 555 0154" })];
    const id = await upload(scope, { rows, country: null, header: null });
    await workOff();
    const result = await getImport(scope, id);
    expect(result).toMatchObject({ added: 600, refused: 2 });
    expect(result.refusedRows).toMatchObject([
      { row: 601, problem: "duplicate", of: 1 },
      { row: 602, problem: "needsCountry", of: null },
    ]);
    expect(await reportOf(id)).toContain('problems.duplicate{""row"":1}');
  });

  it("imported again changes nothing; with a new name it changes the entry", async () => {
    const rows = emails(3);
    await upload(scope, { rows });
    await workOff();
    const again = await upload(scope, { rows: rows.map((row, n) => (n === 0 ? row.with(2, "New name") : row)) });
    await workOff();
    expect(await getImport(scope, again)).toMatchObject({ added: 0, updated: 1, skipped: 2, refused: 0 });
  });

  it("lies sealed until it is done, and its rows are gone afterwards", async () => {
    const id = await upload(scope, { rows: [...emails(501), line({ name: "Bad row" })] });
    const before = await db.importChunk.findMany({ where: { importId: id } });
    expect(before).toHaveLength(2);
    for (const { rows } of before) expect(Buffer.from(rows ?? []).toString("latin1")).not.toContain("example.com");
    await workOff();
    const chunks = await db.importChunk.findMany({ where: { importId: id }, orderBy: { number: "asc" } });
    expect(chunks.map(({ rows, contacts, report }) => [rows, contacts, report === null])).toEqual([
      [null, null, true],
      [null, null, false],
    ]);
    expect(Buffer.from(chunks[1]?.report ?? []).toString("latin1")).not.toContain("Bad row");
  });
});

describe("30. an import is restartable", () => {
  it("a turn that fails is undone whole, and tried again without doubling anything", async () => {
    const rows = emails(900);
    const id = await upload(scope, { rows });
    expect(await workOnImport(system)).toBe(true);
    // The next chunk meets a broken entry of the database: nothing of it may stay.
    const chunk = { sellerId: house.seller.id, importId: id, number: 2 };
    const kept = await db.importChunk.findFirst({ where: chunk });
    await db.importChunk.updateMany({ where: chunk, data: { rows: Uint8Array.from([1, 2, 3]) } });
    expect(await workOnImport(system)).toBe(true);
    expect(await getImport(scope, id)).toMatchObject({ status: "running", done: 500, added: 500 });
    await db.importChunk.updateMany({ where: chunk, data: { rows: kept?.rows ?? null } });
    await db.import.updateMany({ where: { id }, data: { claimedAt: new Date(0) } });
    await workOff();
    expect(await getImport(scope, id)).toMatchObject({ status: "done", done: 900, added: 900, refused: 0 });
  });

  it("what never works is given up after five tries, and said", async () => {
    const id = await upload(scope, { rows: emails(1) });
    await db.importChunk.updateMany({ where: { importId: id }, data: { rows: Uint8Array.from([1, 2, 3]) } });
    for (let attempt = 0; attempt < 5; attempt++) {
      await db.import.updateMany({ where: { id }, data: { claimedAt: new Date(0) } });
      await workOnImport(system);
    }
    expect(await getImport(scope, id)).toMatchObject({ status: "failed", error: "unexpected", done: 0 });
    expect(await workOnImport(system)).toBe(false);
  });

  it("several workers at once do every row once, and imports take turns", async () => {
    const [long, short] = [emails(1500), emails(2)];
    const ids = [await upload(scope, { rows: long }), await upload(scope, { rows: short })];
    await workOnImport(system);
    await workOnImport(system);
    // The short one did not wait for the end of the long one.
    expect(await getImport(scope, ids[1] ?? "")).toMatchObject({ done: 2 });
    await Promise.all([workOff(), workOff(), workOff()]);
    expect(await getImport(scope, ids[0] ?? "")).toMatchObject({ status: "done", done: 1500, added: 1500 });
  });
});

describe("an import ends early", () => {
  it("when a member cancels it: what is in stays in, the rest is forgotten", async () => {
    const id = await upload(scope, { rows: emails(1200) });
    await workOnImport(system);
    await cancelImport(scope, { id });
    await expect(cancelImport(scope, { id })).rejects.toThrow("imports.errors.ended");
    await workOff();
    expect(await getImport(scope, id)).toMatchObject({ status: "cancelled", done: 500, added: 500 });
    await cleanUpImports(system);
    expect(await db.importChunk.count({ where: { importId: id, rows: { not: null } } })).toBe(0);
  });

  it("when its member may no longer, or the seller is suspended", async () => {
    const other = await createHouse();
    const manager = await createUser({ name: "Manager" });
    await createMember({ seller: other.seller, user: manager, role: "manager" });
    const at = await storeScopeFor(manager.id, other.seller.slug);
    const id = await upload(at, { rows: emails(600) });
    await workOnImport(system);
    await db.member.updateMany({ where: { userId: manager.id }, data: { role: "support" } });
    await workOff();
    expect(await db.import.findFirst({ where: { id } })).toMatchObject({
      status: "cancelled",
      error: "member",
      done: 500,
    });
    const admin = await storeScopeFor(other.admin.id, other.seller.slug);
    const second = await upload(admin, { rows: emails(600) });
    await workOnImport(system);
    await db.seller.updateMany({ where: { id: other.seller.id }, data: { status: "suspended" } });
    await workOff();
    expect(await db.import.findFirst({ where: { id: second } })).toMatchObject({ error: "seller", done: 500 });
  });
});

describe("an upload", () => {
  it("counts a chunk that comes twice once, and does not start with a part missing", async () => {
    const id = await upload(scope, { rows: emails(3), start: false });
    await addImportChunk(scope, { id, number: 1, rows: emails(3) });
    await expect(startImport(scope, { id, total: 4 })).rejects.toThrow("imports.errors.incomplete");
    await addImportChunk(scope, { id, number: 3, rows: emails(1) });
    await expect(startImport(scope, { id, total: 4 })).rejects.toThrow("imports.errors.incomplete");
    await addImportChunk(scope, { id, number: 2, rows: emails(1) });
    await startImport(scope, { id, total: 5 });
    await expect(startImport(scope, { id, total: 5 })).rejects.toThrow("imports.errors.started");
    await expect(addImportChunk(scope, { id, number: 4, rows: emails(1) })).rejects.toThrow("imports.errors.started");
    await workOff();
    expect(await getImport(scope, id)).toMatchObject({ status: "done", added: 5 });
  });

  it("needs a column of contacts, and a price list of this seller", async () => {
    const foreign = (await createHouse()).priceList.id;
    const input = { kind: "clients" as const, fileName: null, header: null };
    const options = { country: "US", priceListId: null };
    await expect(createImport(scope, { ...input, mapping: ["name"], options })).rejects.toThrow(
      "imports.errors.noContactColumn",
    );
    await expect(
      createImport(scope, { ...input, mapping: ["phone"], options: { ...options, priceListId: foreign } }),
    ).rejects.toThrow();
  });

  it("belongs to one seller, and while it is uploaded to one member", async () => {
    const other = await createHouse();
    const stranger = await storeScopeFor(other.admin.id, other.seller.slug);
    const colleague = await createUser({ name: "Colleague" });
    await createMember({ seller: house.seller, user: colleague, role: "manager" });
    const beside = await storeScopeFor(colleague.id, house.seller.slug);
    const id = await upload(scope, { rows: emails(1), start: false });
    const missing = "errors.notFound";
    await expect(getImport(stranger, id)).rejects.toThrow(missing);
    await expect(addImportChunk(stranger, { id, number: 2, rows: emails(1) })).rejects.toThrow(missing);
    await expect(startImport(stranger, { id, total: 1 })).rejects.toThrow(missing);
    await expect(cancelImport(stranger, { id })).rejects.toThrow(missing);
    await expect(importReportLines(stranger, id)).rejects.toThrow(missing);
    expect((await listRecentImports(stranger, "clients")).map((one) => one.id)).not.toContain(id);
    expect((await listRecentImports(beside, "clients")).map((one) => one.id)).toContain(id);
    await expect(addImportChunk(beside, { id, number: 2, rows: emails(1) })).rejects.toMatchObject({
      code: "forbidden",
      message: "imports.errors.notYours",
    });
    await expect(startImport(beside, { id, total: 1 })).rejects.toThrow("imports.errors.notYours");
    // What a bug could write in, the database refuses: rows for a started import, or for somebody else's.
    const chunk = { sellerId: house.seller.id, importId: id, count: 1 };
    await expect(beside.db.importChunk.createMany({ data: { ...chunk, number: 7 } })).rejects.toThrow(/security/);
    await startImport(scope, { id, total: 1 });
    await expect(scope.db.importChunk.createMany({ data: { ...chunk, number: 8 } })).rejects.toThrow(/security/);
    await workOff();
  });
});

it("uploads that nobody starts are gone after an hour, reports after thirty days", async () => {
  const DAY = 86_400_000;
  const HOUR = 3_600_000;
  const upload1 = await upload(scope, { rows: emails(1), start: false });
  const done = await upload(scope, { rows: [line({ name: "Bad" })] });
  await workOff();
  await cleanUpImports(system, Date.now() + HOUR - 60_000);
  expect(await db.import.count({ where: { id: upload1 } })).toBe(1);
  await cleanUpImports(system, Date.now() + HOUR + 60_000);
  expect(await db.import.count({ where: { id: upload1 } })).toBe(0);
  expect(await db.importChunk.count({ where: { importId: upload1 } })).toBe(0);
  expect(await getImport(scope, done)).toMatchObject({ hasReport: true });
  await cleanUpImports(system, Date.now() + 30 * DAY + 60_000);
  expect(await getImport(scope, done)).toMatchObject({ hasReport: false, refused: 1, fileName: null });
  expect(await db.import.findFirst({ where: { id: done } })).toMatchObject({ header: null });
});
