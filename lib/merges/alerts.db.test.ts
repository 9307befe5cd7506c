import { afterAll, describe, expect, it } from "vitest";
import { comes, scope, store, templates } from "@/lib/alerts/test-support";
import { closeDb } from "@/lib/db/client";
import { createAlertMark } from "@/prisma/factories/alerts";
import { createUser } from "@/prisma/factories/people";
import { createCustomer, createMember } from "@/prisma/factories/sellers";
import { merge, newEmail, present, undo } from "./test-support";

afterAll(closeDb);

/** A person who is a customer twice, by two e-mails. */
async function twice(seller: { id: string }) {
  const email = newEmail();
  const [me, other] = [await createUser({ contacts: [newEmail()] }), await createUser({ contacts: [email] })];
  const kept = await createCustomer({ seller, user: me });
  const lost = await createCustomer({ seller, user: other });
  return { kept, lost, merged: async () => merge(await present(me), email) };
}

const marksOf = async (sellerId: string) =>
  new Map(
    (await scope.db.alertMark.findMany({ where: { sellerId } })).map(({ userId, customerId, mark }) => [
      `${userId} ${customerId}`,
      mark,
    ]),
  );

describe("two customers who are one", () => {
  it("keep marks and cool-down; undone, marks are as they were", async () => {
    const { seller, reader, newReader } = await store();
    const [second, third] = [await newReader({}), await newReader({})];
    const { kept, lost, merged } = await twice(seller);
    await createAlertMark(second, lost, "mute");
    await createAlertMark(third, lost, "mute");
    await createAlertMark(third, kept, "watch");
    const before = await marksOf(seller.id);
    const now = Date.now();
    await comes(lost, new Date(now - 3 * 3_600_000));
    const mergeId = await merged();
    await comes(kept, new Date(now));
    expect(await templates(reader)).toEqual(["visit-alert"]);
    expect(await templates(second)).toEqual([]);
    const after = await marksOf(seller.id);
    expect(after.get(`${second.userId} ${kept.id}`)).toBe("mute");
    expect(after.get(`${third.userId} ${kept.id}`)).toBe("watch");
    await undo(mergeId);
    expect(await marksOf(seller.id)).toEqual(before);
  });

  it("whoever took the mark away in between has taken it from both", async () => {
    const { seller, reader } = await store();
    const { kept, lost, merged } = await twice(seller);
    await createAlertMark(reader, lost, "mute");
    const mergeId = await merged();
    await scope.db.alertMark.deleteMany({ where: { sellerId: seller.id, customerId: kept.id } });
    await undo(mergeId);
    expect(await marksOf(seller.id)).toEqual(new Map());
  });
});

it("two members who are one keep what either had chosen, and a membership that changes hands takes it along", async () => {
  const a = await store({ mode: "off" });
  const b = await store({ mode: "off" });
  const email = newEmail();
  const [me, other] = [await createUser({ contacts: [newEmail()] }), await createUser({ contacts: [email] })];
  for (const { seller } of [a, b]) {
    const member = await createMember({ seller, user: other });
    await scope.db.alertSetting.createMany({
      data: { sellerId: seller.id, userId: member.userId, mode: "instant", coolDown: 60 },
    });
    await createAlertMark(member, seller === a.seller ? a.customer : b.customer, "watch");
  }
  await createMember({ seller: a.seller, user: me });
  const mergeId = await merge(await present(me), email);
  for (const { seller } of [a, b]) {
    const where = { sellerId: seller.id, userId: me.id };
    expect(await scope.db.alertSetting.findMany({ where })).toMatchObject([{ mode: "instant", coolDown: 60 }]);
    expect(await scope.db.alertMark.findMany({ where })).toMatchObject([{ mark: "watch" }]);
  }
  await undo(mergeId);
  for (const { seller } of [a, b]) {
    const where = { sellerId: seller.id, userId: other.id };
    expect(await scope.db.alertSetting.findMany({ where })).toMatchObject([{ mode: "instant", coolDown: 60 }]);
  }
});
