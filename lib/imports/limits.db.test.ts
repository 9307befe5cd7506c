import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { addImportChunk, cancelImport, startImport } from "@/lib/imports/commands";
import { getImport, importReportLines, listRecentImports } from "@/lib/imports/queries";
import { cutCell, MAX_CELL, MAX_OPEN, MAX_OPEN_OF_MEMBER, MAX_ROWS, MAX_UPLOAD_BYTES } from "@/lib/imports/rules";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";
import { createHouse, type House } from "@/prisma/factories/world";
import { line } from "./test-rows";
import { upload, workOff } from "./test-support";

vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const db = systemDb();
let house: House;
let scope: StoreScope;

beforeAll(async () => {
  house = await createHouse();
  scope = await storeScopeFor(house.admin.id, house.seller.slug);
});
afterAll(() => closeDb());

const row = () => line({ email: `${unique("limit")}@example.com` });
const begin = (at: StoreScope) => upload(at, { rows: [row()], start: false });

async function manager(): Promise<StoreScope> {
  const user = await createUser();
  await createMember({ seller: house.seller, user, role: "manager" });
  return await storeScopeFor(user.id, house.seller.slug);
}

describe("imports that are begun and not done", () => {
  it("are few for one member, at whatever speed they are begun; the others go on", async () => {
    const [greedy, modest] = [await manager(), await manager()];
    const tries = await Promise.allSettled(Array.from({ length: MAX_OPEN_OF_MEMBER + 5 }, () => begin(greedy)));
    const refused = tries.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(5);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: "too_many", message: "imports.errors.tooManyOfMember" });
    await begin(modest);
    // They are there to be seen, and whoever may write can cancel one; then there is room again.
    const begun = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const seen = (await listRecentImports(modest, "clients")).map(({ id }) => id);
    expect(seen).toEqual(expect.arrayContaining(begun));
    const [first = ""] = begun;
    await cancelImport(modest, { id: first });
    expect(await getImport(modest, first)).toMatchObject({ status: "cancelled", added: 0 });
    expect(await db.importChunk.count({ where: { importId: first, rows: { not: null } } })).toBe(0);
    await expect(addImportChunk(greedy, { id: first, number: 2, rows: [row()] })).rejects.toThrow(
      "imports.errors.ended",
    );
    const next = await begin(greedy);
    await expect(begin(greedy)).rejects.toThrow("imports.errors.tooManyOfMember");
    // One that waits for the worker is not done either.
    await startImport(greedy, { id: next, total: 1 });
    await expect(begin(greedy)).rejects.toThrow("imports.errors.tooManyOfMember");
    await workOff();
    await begin(greedy);
  });

  it("are few for one seller; what was given up an hour ago counts no more", async () => {
    const other = await createHouse();
    const at = await storeScopeFor(other.admin.id, other.seller.slug);
    const id = await begin(at);
    const kept = await db.import.findFirstOrThrow({ where: { id }, omit: { id: true } });
    const colleague = (await createUser()).id;
    await db.import.createMany({
      data: Array.from({ length: MAX_OPEN - 1 }, () => ({
        ...{ sellerId: kept.sellerId, kind: kept.kind, mapping: [], createdBy: colleague },
        id: crypto.randomUUID(),
      })),
    });
    await expect(begin(at)).rejects.toMatchObject({ code: "too_many", message: "imports.errors.tooManyUploads" });
    await begin(scope);
    const hourAgo = new Date(Date.now() - 3_601_000);
    await db.import.updateMany({ where: { createdBy: colleague }, data: { createdAt: hourAgo } });
    await begin(at);
  });
});

describe("an upload", () => {
  it("has no more rows and bytes than a file may have; the same chunk again is not counted twice", async () => {
    const id = await upload(scope, { rows: [row(), row()], start: false });
    const more = (number: number) => addImportChunk(scope, { id, number, rows: [row()] });
    const first = { importId: id, number: 1 };
    await db.importChunk.updateMany({ where: first, data: { count: MAX_ROWS } });
    await expect(more(2)).rejects.toMatchObject({ code: "too_large", message: "imports.errors.rows" });
    await more(1);
    await db.importChunk.updateMany({ where: first, data: { count: 2 } });
    await db.$executeRaw`UPDATE import_chunks SET rows = convert_to(repeat('x', ${MAX_UPLOAD_BYTES}::int), 'UTF8') WHERE import_id = ${id}::uuid`;
    await expect(more(2)).rejects.toMatchObject({ code: "too_large", message: "imports.errors.bytes" });
    await more(1);
    await cancelImport(scope, { id });
  });

  it("does not fail for long cells: the row is refused with the reason, the report has it, the page a glimpse", async () => {
    const note = "n".repeat(MAX_CELL * 3);
    const good = [`${unique("noted")}@example.com`, "", note];
    const bad = [`${unique("noted")}@example.com`, note, "kept"];
    const id = await upload(scope, {
      header: ["Email", "Price list", "Notes"],
      mapping: ["email", "priceList", null],
      rows: [good, bad],
    });
    await workOff();
    const result = await getImport(scope, id);
    expect(result).toMatchObject({
      status: "done",
      added: 1,
      refused: 1,
      refusedRows: [{ row: 3, problem: "tooLong" }],
    });
    expect(result.refusedRows[0]?.cells.join("").length).toBeLessThan(200);
    let report = "";
    for await (const text of await importReportLines(scope, id)) report += text;
    expect(report).toContain(`"${cutCell(note)}","kept","problems.tooLong"`);
  });
});
