import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { getImport } from "@/lib/imports/queries";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer } from "@/prisma/factories/sellers";
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

describe("inviting from a file", () => {
  it("sends one invite per contact, keeps whoever is in, and gives bad rows back", async () => {
    const name = unique("invited");
    const user = await createUser({ contacts: [`${name}-in@example.com`] });
    await createCustomer({ seller: house.seller, user });
    const before = await db.invite.count({ where: { sellerId: house.seller.id } });
    const rows = [
      line({ phone: "+1 202 555 0170", email: `${name}-both@example.com`, name: "Both" }),
      line({ email: `${name}-list@example.com`, list: house.priceList.name }),
      line({ email: `${name}-in@example.com` }),
      line({ name: "Nobody" }),
    ];
    const id = await upload(scope, { kind: "invites", rows });
    await workOff();
    expect(await getImport(scope, id)).toMatchObject({ status: "done", added: 2, skipped: 1, refused: 1 });
    const invites = await db.invite.findMany({ where: { sellerId: house.seller.id }, orderBy: { id: "asc" } });
    expect(invites.slice(before).map((invite) => [invite.channel, invite.name, invite.sentBy])).toEqual([
      ["sms", "Both", house.admin.id],
      ["email", "Both", house.admin.id],
      ["email", null, house.admin.id],
    ]);
    expect(invites.at(-1)?.priceListId).toBe(house.priceList.id);
    expect(await db.message.count({ where: { sellerId: house.seller.id, template: "customer-invite" } })).toBe(3);
  });

  it("takes hundreds of rows with two contacts each", async () => {
    const name = unique("many");
    const number = (n: number) =>
      `+1 ${[202, 212, 213, 214, 215][Math.floor(n / 100)]} 555 01${String(n % 100).padStart(2, "0")}`;
    const rows = Array.from({ length: 400 }, (_, n) => line({ phone: number(n), email: `${name}-${n}@example.com` }));
    const id = await upload(scope, { kind: "invites", rows });
    await workOff();
    expect(await getImport(scope, id)).toMatchObject({ status: "done", added: 400, refused: 0 });
  });

  it("needs an open shop, and the right to invite", async () => {
    const other = await createHouse();
    await db.seller.updateMany({ where: { id: other.seller.id }, data: { status: "pending" } });
    const at = await storeScopeFor(other.admin.id, other.seller.slug);
    const rows = [line({ email: "a@example.com" })];
    await expect(upload(at, { kind: "invites", rows })).rejects.toThrow("errors.notFound");
    const listed = await upload(at, { rows: [line({ email: `${unique("early")}@example.com` })] });
    await workOff();
    expect(await getImport(at, listed)).toMatchObject({ status: "done", added: 1 });
  });
});
