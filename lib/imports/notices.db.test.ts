import { afterAll, expect, it, vi } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { cancelImport } from "@/lib/imports/commands";
import { workOnImport } from "@/lib/imports/work/commands";
import { openMessage } from "@/lib/messages/open";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";
import { createHouse } from "@/prisma/factories/world";
import { line } from "./test-rows";
import { upload, workOff } from "./test-support";

vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const db = systemDb();
const system = SystemScope.resolve("test");
afterAll(() => closeDb());

const NOTICE = "customer-auto-approved";
const CHUNK = 500;

/** A store of two members, and a file of three chunks with a known person in each. */
async function setting() {
  const house = await createHouse();
  await createMember({ seller: house.seller, user: await createUser(), role: "manager" });
  const scope: StoreScope = await storeScopeFor(house.admin.id, house.seller.slug);
  const name = unique("known");
  const known = [1, CHUNK + 1, 2 * CHUNK + 1].map((at) => ({ at, email: `${name}-is-known-${at}@example.com` }));
  for (const { email } of known) await createUser({ contacts: [email] });
  const rows = Array.from({ length: 2 * CHUNK + 10 }, (_, n) => line({ email: `${name}-${n}@example.com` }));
  for (const { at, email } of known) rows[at] = line({ email, company: `Company ${at}` });
  const where = { sellerId: house.seller.id };
  const told = async () =>
    (await db.message.findMany({ where: { ...where, template: NOTICE } })).map((row) => openMessage(row).worded);
  const welcomed = () => db.message.count({ where: { ...where, template: "access-given" } });
  return { house, scope, rows, told, welcomed };
}

it("members are told once per import whom it let in, at its end, whatever failed on the way; the people themselves at once", async () => {
  const { scope, rows, told, welcomed } = await setting();
  const id = await upload(scope, { rows });
  await workOnImport(system);
  await workOnImport(system);
  expect([await told(), await welcomed()]).toEqual([[], 2]);
  // A turn that is undone tells nothing.
  const chunk = { importId: id, number: 3 };
  const kept = await db.importChunk.findFirst({ where: chunk });
  await db.importChunk.updateMany({ where: chunk, data: { rows: Uint8Array.from([1, 2, 3]) } });
  await workOnImport(system);
  await db.importChunk.updateMany({ where: chunk, data: { rows: kept?.rows ?? null } });
  await db.import.updateMany({ where: { id }, data: { claimedAt: new Date(0) } });
  await Promise.all([workOff(), workOff(), workOff()]);
  const names = ["Company 1", "Company 501", "Company 1001"];
  const notice = expect.objectContaining({ count: 3, names: expect.arrayContaining(names) });
  expect(await told()).toEqual([notice, notice]);
  expect(await welcomed()).toBe(3);
  // The same file again lets nobody in.
  await upload(scope, { rows });
  await workOff();
  expect(await told()).toHaveLength(2);
});

it("an import that is cancelled tells of what it did, and a store that switched the notice off hears nothing", async () => {
  const { house, scope, rows, told } = await setting();
  const id = await upload(scope, { rows });
  await workOnImport(system);
  await cancelImport(scope, { id });
  await workOff();
  const notice = expect.objectContaining({ count: 1, names: ["Company 1"] });
  expect(await told()).toEqual([notice, notice]);
  await db.seller.updateMany({
    where: { id: house.seller.id },
    data: { settings: { notices: { autoApproved: false } } },
  });
  await upload(scope, { rows });
  await workOff();
  expect(await told()).toHaveLength(2);
  expect(await db.customer.count({ where: { sellerId: house.seller.id, grantedHow: "client_list" } })).toBe(3);
});
