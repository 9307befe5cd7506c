import { afterAll, describe, expect, it } from "vitest";
import { saveAlertSettings, setAlertMark } from "@/lib/alerts/commands";
import { findMark, getAlertSettings, listMarkedCustomers } from "@/lib/alerts/queries";
import { DEFAULT_SETTINGS } from "@/lib/alerts/rules";
import { alertSettingsInput } from "@/lib/alerts/schema";
import { comes, scope, store, templates, work } from "@/lib/alerts/test-support";
import { closeDb } from "@/lib/db/client";
import { cleanUp } from "@/lib/jobs/clean-up";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";

afterAll(closeDb);

const events = async (sellerId: string) =>
  (await scope.db.auditEvent.findMany({ where: { sellerId }, orderBy: { id: "asc" } })).map(({ action }) => action);

async function member() {
  const seller = await createSeller();
  const { userId } = await createMember({ seller, role: "support" });
  return { seller, mine: await storeScopeFor(userId, seller.slug), userId };
}

describe("a member's own settings", () => {
  it("are the defaults until they are saved; each change is audited, and the same again is none", async () => {
    const { seller, mine } = await member();
    expect(await getAlertSettings(mine)).toEqual(DEFAULT_SETTINGS);
    const chosen = { ...DEFAULT_SETTINGS, mode: "instant" as const, quiet: { from: 22, to: 7 }, coolDown: 60 };
    await saveAlertSettings(mine, chosen);
    await saveAlertSettings(mine, chosen);
    expect(await getAlertSettings(mine)).toEqual(chosen);
    await saveAlertSettings(mine, DEFAULT_SETTINGS);
    expect(await getAlertSettings(mine)).toEqual(DEFAULT_SETTINGS);
    expect(await events(seller.id)).toEqual(["alert.changed", "alert.changed"]);
  });

  it("are nobody else's: a colleague neither sees nor changes them", async () => {
    const { seller, mine, userId } = await member();
    const other = await createMember({ seller, role: "admin" });
    const theirs = await storeScopeFor(other.userId, seller.slug);
    await saveAlertSettings(mine, { ...DEFAULT_SETTINGS, mode: "daily" });
    expect(await theirs.db.alertSetting.findMany()).toEqual([]);
    expect(await theirs.db.alertSetting.updateMany({ where: { userId }, data: { mode: "off" } })).toEqual({ count: 0 });
    await expect(theirs.db.alertMark.findMany({ where: { userId } })).resolves.toEqual([]);
    expect(await getAlertSettings(theirs)).toEqual(DEFAULT_SETTINGS);
  });

  it("say it beside the field when quiet hours would end as they begin", () => {
    const parsed = alertSettingsInput.safeParse({ ...DEFAULT_SETTINGS, quiet: { from: 7, to: 7 } });
    expect(parsed.error?.issues).toMatchObject([{ path: ["quiet", "to"], message: "alerts.errors.sameHour" }]);
  });

  it("count at once for what is held back: whoever ends their quiet hours is told", async () => {
    const { seller, reader, customer } = await store({ quietFrom: 0, quietTo: 23 });
    const now = new Date();
    await scope.db.seller.updateMany({ where: { id: seller.id }, data: { timeZone: zoneWhereItIs(12, now) } });
    await comes(customer, now);
    expect(await templates(reader)).toEqual([]);
    await saveAlertSettings(await storeScopeFor(reader.userId, seller.slug), { ...DEFAULT_SETTINGS, mode: "instant" });
    await work(new Date(Date.now() + 1000));
    expect(await templates(reader)).toEqual(["visit-digest"]);
  });
});

/** Etc/GMT+5 is five hours behind. */
function zoneWhereItIs(hour: number, now: Date): string {
  const behind = now.getUTCHours() - hour;
  return `Etc/GMT${behind >= 0 ? "+" : "-"}${Math.abs(behind)}`;
}

describe("marks", () => {
  it("mute and watch replace each other, are listed by name and audited", async () => {
    const { seller, mine } = await member();
    const zoe = await createCustomer({ seller, name: "Zoe" });
    const adam = await createCustomer({ seller, name: "Adam" });
    await setAlertMark(mine, { customerId: zoe.id, mark: "mute" });
    await setAlertMark(mine, { customerId: zoe.id, mark: "watch" });
    await setAlertMark(mine, { customerId: adam.id, mark: "mute" });
    expect(await listMarkedCustomers(mine)).toEqual([
      { id: adam.id, label: "Adam", mark: "mute" },
      { id: zoe.id, label: "Zoe", mark: "watch" },
    ]);
    await setAlertMark(mine, { customerId: zoe.id, mark: null });
    await setAlertMark(mine, { customerId: zoe.id, mark: null });
    expect(await findMark(mine, zoe.id)).toBeNull();
    expect(await events(seller.id)).toEqual(Array.from({ length: 4 }, () => "alert.marked"));
    const about = await systemDb().auditEvent.findMany({
      where: { sellerId: seller.id },
      select: { targetId: true, data: true },
    });
    expect(JSON.stringify(about)).not.toMatch(new RegExp(`${zoe.id}|${adam.id}`));
  });

  it("another seller's customer is nobody here", async () => {
    const { mine } = await member();
    const foreign = await createCustomer({ seller: await createSeller(), user: await createUser() });
    await expect(setAlertMark(mine, { customerId: foreign.id, mark: "mute" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

it("cool-downs that are over are cleaned up", async () => {
  const { seller, reader, customer } = await store();
  const key = { sellerId: seller.id, userId: reader.userId };
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const other = await createCustomer({ seller });
  await scope.db.alertCoolDown.createMany({
    data: [
      { ...key, customerId: customer.id, toldAt: ago(9) },
      { ...key, customerId: other.id, toldAt: ago(6) },
    ],
  });
  await cleanUp(scope);
  expect(await scope.db.alertCoolDown.findMany({ where: key })).toMatchObject([{ customerId: other.id }]);
});
