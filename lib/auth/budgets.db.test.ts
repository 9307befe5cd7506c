import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { refundBudgets, spendBudgets } from "@/lib/auth/budgets";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { codesFor, newestCode, newVisitor } from "@/lib/auth/test-support";
import { BUDGETS } from "@/lib/budgets/rules";
import type { Contact } from "@/lib/contacts/rules";
import { closeDb } from "@/lib/db/client";
import type { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { randomToken } from "@/lib/secrets";
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
/** An address in a network of its own. */
const address = () => `203.${hosts >> 8}.${hosts++ & 255}.1`;

/** One code, asked for in a browser that nobody knows unless it is said. */
const spend = (spender: { contact: Contact; ip: string; browser?: string }) =>
  spendBudgets({ browser: randomToken(), ...spender });

/** How many of `count` codes to such destinations may be sent. */
async function sendable(count: number, to: () => { contact: Contact; ip: string; browser?: string }): Promise<number> {
  let sent = 0;
  for (let n = 0; n < count; n++)
    sent += await spend(to()).then(
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

  it("per contact from one network: strangers there use up their own share, not the owner's", async () => {
    const contact = email();
    for (const inside of [(n: number) => `198.18.7.${n}`, (n: number) => `2001:db8:7:${n}::1`]) {
      let n = 0;
      expect(await sendable(20, () => ({ contact, ip: inside(n++) }))).toBe(BUDGETS.contactHere.points);
    }
    expect(await sendable(3, () => ({ contact, ip: address() }))).toBe(3);
  });

  it("per contact: it takes many networks to lock its owner out, within the hour and within the day", () => {
    const { contact, contactHere, contactDay, contactHereDay } = BUDGETS;
    expect(contact.points / contactHere.points).toBeGreaterThanOrEqual(5);
    expect(contactDay.points / contactHereDay.points).toBeGreaterThanOrEqual(5);
  });

  it("a browser that proved the contact has a share of its own, which no stranger can use up", async () => {
    const [mine, contact] = [newVisitor(), fresh()];
    await requestSignInCode(mine, { contact });
    await verifySignInCode(mine, { contact, code: await newestCode(contact), previousSession: null });
    const strangers = () => ({ contact: contactOf(contact), ip: address() });
    expect(await sendable(BUDGETS.contact.points + 5, strangers)).toBe(BUDGETS.contact.points);
    await fill("contactDay", 0);
    const own = { contact: contactOf(contact), ip: address(), browser: mine.browser };
    expect(await sendable(BUDGETS.contactKnown.points + 5, () => own)).toBe(BUDGETS.contactKnown.points);
    expect(await sendable(1, () => ({ ...own, contact: email(), ip: address() }))).toBe(1);
    expect(await sendable(1, () => ({ ...own, browser: newVisitor().browser }))).toBe(0);
  });

  it("per network: a block of many addresses does not use up what belongs to all", async () => {
    for (const [inside, outside] of [
      [(n: number) => `2001:db8:7:${n.toString(16)}::1`, "2001:db8:8::1"],
      [(n: number) => `198.18.7.${n}`, "198.18.8.1"],
    ] as const) {
      let n = 0;
      const ip = () => inside(n++ % 256);
      await spend({ contact: email(), ip: ip() });
      await fill("network", 5);
      expect(await sendable(9, () => ({ contact: email(), ip: ip() }))).toBe(5);
      expect(await sendable(2, () => ({ contact: email(), ip: outside }))).toBe(2);
    }
    const { points } = await systemDb().rateLimit.findFirstOrThrow({ where: { key: { startsWith: "all:" } } });
    expect(points).toBe(2 * (1 + 5 + 2));
  });

  it("per IP, whatever contact is asked for", async () => {
    const ip = address();
    const { points } = BUDGETS.ip;
    expect(await sendable(points + 5, () => ({ contact: email(), ip }))).toBe(points);
    expect(await sendable(1, () => ({ contact: email(), ip: address() }))).toBe(1);
  });

  it("per prefix: one country's numbers do not use up another's, nor e-mail's", async () => {
    await spend({ contact: phone(), ip: address() });
    await fill("prefix", 3);
    expect(await sendable(6, () => ({ contact: phone(), ip: address() }))).toBe(3);
    expect(await sendable(3, () => ({ contact: phone("+49 151 123456"), ip: address() }))).toBe(3);
    expect(await sendable(3, () => ({ contact: email(), ip: address() }))).toBe(3);
  });

  it("overall", async () => {
    await spend({ contact: email(), ip: address() });
    await fill("all", 2);
    expect(await sendable(5, () => ({ contact: email(), ip: address() }))).toBe(2);
    expect(await sendable(2, () => ({ contact: phone(), ip: address() }))).toBe(0);
  });

  it("overall: whoever runs the platform finds one line in the log", async () => {
    await spend({ contact: email(), ip: address() });
    await fill("all", 0);
    const logged = vi.spyOn(logger, "error");
    expect(await sendable(4, () => ({ contact: email(), ip: address() }))).toBe(0);
    expect(logged.mock.calls.map(([, event]) => event)).toEqual([expect.stringContaining("the budget of all")]);
    logged.mockRestore();
  });

  it("hold under parallel requests", async () => {
    const contact = email();
    const tries = Array.from({ length: 50 }, () =>
      spend({ contact, ip: address() }).then(
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

  it.each([
    [fresh(), ["knownBrowser", "sentDay"]],
    ["+1 202 555 0177", ["all", "knownBrowser", "prefix", "sentDay"]],
  ])("a proof by %s gives back what its codes took, but never what was sent", async (contact, kept) => {
    const visitor = newVisitor();
    const rounds = BUDGETS.contactKnown.points + 3;
    for (let n = 0; n < rounds; n++) {
      await requestSignInCode(visitor, { contact });
      await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null });
    }
    const left = await systemDb().rateLimit.findMany({ where: { points: { gt: 0 } }, orderBy: { key: "asc" } });
    const points = (budget: string) => (budget === "knownBrowser" ? 1 : rounds);
    expect(left.map(({ key, points }) => [key.split(":")[0], points])).toEqual(
      kept.map((name) => [name, points(name)]),
    );
    await fill("sentDay", 0);
    await expect(requestSignInCode(visitor, { contact })).rejects.toMatchObject({ code: "too_many" });
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
    const [contact, ip, browser] = [email(), address(), randomToken()];
    await spendBudgets({ contact, ip, browser });
    const keys = (await systemDb().rateLimit.findMany()).map(({ key }) => key).join("\n");
    expect(keys).not.toContain(contact.value);
    expect(keys).not.toContain(ip);
    await refundBudgets({ contact, ip, browser });
  });
});
