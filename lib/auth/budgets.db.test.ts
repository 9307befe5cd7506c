import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { addressBlock, BUDGETS, refundBudgets, spendBudgets } from "@/lib/auth/budgets";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { codesFor, newestCode, newVisitor } from "@/lib/auth/test-support";
import type { Contact } from "@/lib/contacts/rules";
import { closeDb } from "@/lib/db/client";
import type { AppError } from "@/lib/errors";
import { systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";

afterAll(closeDb);
beforeEach(async () => {
  await systemDb().rateLimit.deleteMany();
});

const fresh = () => `${unique("budget")}@example.com`;
let numbers = 0;
const phone = (prefix = "+1 202 555 01"): Contact => contactOf(`${prefix}${String(numbers++ % 100).padStart(2, "0")}`);
const email = (): Contact => contactOf(fresh());
let hosts = 0;
const address = () => `203.0.${hosts >> 8}.${hosts++ & 255}`;

/** How many of `count` codes to such destinations may be sent. */
async function sendable(count: number, to: () => { contact: Contact; ip: string }): Promise<number> {
  let sent = 0;
  for (let n = 0; n < count; n++)
    sent += await spendBudgets(to()).then(
      () => 1,
      () => 0,
    );
  return sent;
}

/** Fills a budget to its last points, instead of sending hundreds. */
async function fill(budget: keyof typeof BUDGETS, left: number): Promise<void> {
  const points = BUDGETS[budget].points - left;
  await systemDb().rateLimit.updateMany({ where: { key: { startsWith: `${budget}:` } }, data: { points } });
}

describe("budgets", () => {
  it("per contact, whatever browser and address asks", async () => {
    const contact = email();
    const { points } = BUDGETS.contact;
    expect(await sendable(points + 5, () => ({ contact, ip: address() }))).toBe(points);
    expect(await sendable(1, () => ({ contact: email(), ip: address() }))).toBe(1);
  });

  it("per IP, whatever contact is asked for", async () => {
    const ip = address();
    const { points } = BUDGETS.ip;
    expect(await sendable(points + 5, () => ({ contact: email(), ip }))).toBe(points);
    expect(await sendable(1, () => ({ contact: email(), ip: address() }))).toBe(1);
  });

  it("per prefix: one country's numbers do not use up another's, nor e-mail's", async () => {
    await spendBudgets({ contact: phone(), ip: address() });
    await fill("prefix", 3);
    expect(await sendable(6, () => ({ contact: phone(), ip: address() }))).toBe(3);
    expect(await sendable(3, () => ({ contact: phone("+49 151 123456"), ip: address() }))).toBe(3);
    expect(await sendable(3, () => ({ contact: email(), ip: address() }))).toBe(3);
  });

  it("overall", async () => {
    await spendBudgets({ contact: email(), ip: address() });
    await fill("all", 2);
    expect(await sendable(5, () => ({ contact: email(), ip: address() }))).toBe(2);
    expect(await sendable(2, () => ({ contact: phone(), ip: address() }))).toBe(0);
  });

  it("hold under parallel requests", async () => {
    const contact = email();
    const tries = Array.from({ length: 50 }, () =>
      spendBudgets({ contact, ip: address() }).then(
        () => 1,
        () => 0,
      ),
    );
    expect((await Promise.all(tries)).reduce((sum, one) => sum + one, 0)).toBe(BUDGETS.contact.points);
  });

  it("a used-up budget sends nothing, and answers the same for known and unknown contacts", async () => {
    const [known, unknown] = [fresh(), fresh()];
    await createUser({ contacts: [known] });
    const answers: unknown[] = [];
    for (const contact of [known, unknown]) {
      for (let n = 0; n < BUDGETS.contact.points; n++) await requestSignInCode(newVisitor(), { contact });
      const refused = await requestSignInCode(newVisitor(), { contact }).catch((error: AppError) => error);
      answers.push({ ...refused, message: "message" in refused ? refused.message : null, stack: null });
      expect(await codesFor(contact)).toHaveLength(BUDGETS.contact.points);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({
      code: "too_many",
      message: "auth.errors.tooManyCodes",
      values: { minutes: 30 },
    });
  });

  it("a proof gives back what its codes took", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    for (let n = 0; n < BUDGETS.contact.points + 3; n++) {
      await requestSignInCode(visitor, { contact });
      await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null });
    }
    const left = await systemDb().rateLimit.findMany({ where: { points: { gt: 0 } } });
    expect(left).toEqual([]);
  });

  it("premium and blocked destinations are never sent to", async () => {
    const before = await systemDb().message.count();
    for (const contact of [
      "+1 900 555 0199",
      "+44 70 1234 5678",
      "+1 800 356 9377",
      "+8816 12345678",
      "+979 123456789",
    ]) {
      await expect(requestSignInCode(newVisitor(), { contact })).rejects.toMatchObject({ code: "invalid" });
    }
    expect(await systemDb().message.count()).toBe(before);
    expect(await systemDb().rateLimit.count()).toBe(0);
  });

  it("keep neither contacts nor addresses", async () => {
    const [contact, ip] = [email(), address()];
    await spendBudgets({ contact, ip });
    const keys = (await systemDb().rateLimit.findMany()).map(({ key }) => key).join("\n");
    expect(keys).not.toContain(contact.value);
    expect(keys).not.toContain(ip);
    await refundBudgets({ contact, ip });
  });

  it("count an IPv6 neighbour as the same: one household has a /64", () => {
    expect(addressBlock("192.0.2.7")).toBe("192.0.2.7");
    expect(addressBlock("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
    expect(addressBlock("2001:0db8:0001:0002::1")).toBe("2001:db8:1:2");
    expect(addressBlock("2001:db8::1")).toBe("2001:db8:0:0");
    expect(addressBlock("::1")).toBe("0:0:0:0");
  });
});
