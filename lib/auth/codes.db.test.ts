import { afterAll, describe, expect, it } from "vitest";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { CODE_MINUTES, MAX_ATTEMPTS, MAX_RESENDS } from "@/lib/auth/rules";
import { codesFor, newestCode, newVisitor, otherThan } from "@/lib/auth/test-support";
import { BUDGETS } from "@/lib/budgets/rules";
import { closeDb } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { addContact, requestContactCode } from "@/lib/users/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor } from "@/prisma/factories/scopes";

afterAll(closeDb);

const fresh = () => `${unique("code")}@example.com`;
const signIn = (visitor: ReturnType<typeof newVisitor>, contact: string, code: string) =>
  verifySignInCode(visitor, { contact, code, previousSession: null });

async function refusal(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  return "no refusal";
}

/** Moves the clock of what was sent so far, instead of waiting. */
async function timePasses(seconds: number): Promise<void> {
  await systemDb().$executeRaw`UPDATE sign_in_codes
    SET created_at = created_at - make_interval(secs => ${seconds}), expires_at = expires_at - make_interval(secs => ${seconds})`;
}

describe("codes", () => {
  it("the right one signs in; malformed contacts and codes are told beside the field", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    const sent = await requestSignInCode(visitor, { contact });
    expect(sent).toEqual({ resendSeconds: 30, resendsLeft: MAX_RESENDS, minutes: CODE_MINUTES, contact });
    const { sessionId, userId } = await signIn(visitor, ` ${contact.toUpperCase()} `, await newestCode(contact));
    expect(await systemDb().session.findFirst({ where: { id: sessionId } })).toMatchObject({ userId, endedAt: null });

    const malformed = await requestSignInCode(visitor, { contact: "nina@" }).catch((error: AppError) => error);
    expect(malformed).toMatchObject({ code: "invalid", fields: { contact: "contacts.errors.email" } });
  });

  it("the answer shows the contact as it was understood, not as it was typed", async () => {
    const understood = async (contact: string, country?: string) =>
      (await requestSignInCode(newVisitor(country ? { country } : {}), { contact })).contact;
    expect(await understood(" ADA@Example.com ")).toBe("ada@example.com");
    expect(await understood("2025550161", "US")).toBe("+1 202 555 0161");
  });

  it("wrong: refused, and counted", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      expect(await refusal(signIn(visitor, contact, otherThan(code)))).toBe("auth.errors.codeWrong");
    }
    expect(await refusal(signIn(visitor, contact, otherThan(code)))).toBe("auth.errors.codeSpent");
    expect(await refusal(signIn(visitor, contact, code))).toBe("auth.errors.codeGone");
  });

  it("expired: refused", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    await timePasses(CODE_MINUTES * 60 + 1);
    expect(await refusal(signIn(visitor, contact, await newestCode(contact)))).toBe("auth.errors.codeGone");
  });

  it("re-used: refused", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    await signIn(visitor, contact, code);
    expect(await refusal(signIn(visitor, contact, code))).toBe("auth.errors.codeGone");
  });

  it("another browser's: refused, and no attempt of the rightful browser is spent", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    for (let attempt = 0; attempt < MAX_ATTEMPTS + 1; attempt++) {
      expect(await refusal(signIn(newVisitor(), contact, code))).toBe("auth.errors.codeGone");
      expect(await refusal(signIn(newVisitor({ browser: "" }), contact, code))).toBe("auth.errors.codeGone");
    }
    await expect(signIn(visitor, contact, code)).resolves.toMatchObject({ preferences: { locale: "en" } });
  });

  it("another contact's: refused", async () => {
    const visitor = newVisitor();
    const [mine, other] = [fresh(), fresh()];
    await requestSignInCode(visitor, { contact: mine });
    await requestSignInCode(visitor, { contact: other });
    const code = await newestCode(mine);
    if (code !== (await newestCode(other))) {
      expect(await refusal(signIn(visitor, other, code))).toBe("auth.errors.codeWrong");
    }
  });

  it("another purpose's: refused, both ways", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    const account = await accountScopeFor((await createUser()).id);
    await requestContactCode(account, visitor, { contact });
    expect(await refusal(signIn(visitor, contact, await newestCode(contact)))).toBe("auth.errors.codeGone");

    const second = fresh();
    await requestSignInCode(visitor, { contact: second });
    const code = await newestCode(second);
    expect(await refusal(addContact(account, visitor, { contact: second, code }))).toBe("auth.errors.codeGone");
  });

  it("another person's code to add a contact: refused", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    const account = await accountScopeFor((await createUser()).id);
    const thief = await accountScopeFor((await createUser()).id);
    await requestContactCode(account, visitor, { contact });
    const code = await newestCode(contact);
    expect(await refusal(addContact(thief, visitor, { contact, code }))).toBe("auth.errors.codeGone");
    await addContact(account, visitor, { contact, code });
  });

  it("100 parallel guesses: at most 5 compared", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    const guesses = Array.from({ length: 100 }, () => refusal(signIn(visitor, contact, otherThan(code))));
    const answers = await Promise.all(guesses);
    const compared = answers.filter((answer) => answer !== "auth.errors.codeGone");
    expect(compared).toHaveLength(MAX_ATTEMPTS);
    expect(await refusal(signIn(visitor, contact, code))).toBe("auth.errors.codeGone");
  });

  it("many wrong guesses in a day leave one try per code: a guesser is slowed down, the owner not locked out", async () => {
    const contact = fresh();
    for (let guesses = 0; guesses < BUDGETS.guesses.points; guesses += MAX_ATTEMPTS) {
      const guesser = newVisitor();
      await requestSignInCode(guesser, { contact });
      const wrong = otherThan(await newestCode(contact));
      for (let n = 0; n < MAX_ATTEMPTS; n++) await refusal(signIn(guesser, contact, wrong));
    }
    const guesser = newVisitor();
    await requestSignInCode(guesser, { contact });
    const guessed = await newestCode(contact);
    expect(await refusal(signIn(guesser, contact, otherThan(guessed)))).toBe("auth.errors.codeSpent");
    expect(await refusal(signIn(guesser, contact, guessed))).toBe("auth.errors.codeGone");
    const owner = newVisitor();
    await requestSignInCode(owner, { contact });
    expect(await refusal(signIn(owner, contact, await newestCode(contact)))).toBe("no refusal");
  });

  it("the last wrong guess of the day says truly how many tries are left", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const wrong = otherThan(await newestCode(contact));
    expect(await refusal(signIn(visitor, contact, wrong))).toBe("auth.errors.codeWrong");
    await systemDb().rateLimit.updateMany({
      where: { key: { startsWith: "guesses:" } },
      data: { points: BUDGETS.guesses.points - 1 },
    });
    expect(await refusal(signIn(visitor, contact, wrong))).toBe("auth.errors.codeSpent");
    expect(await refusal(signIn(visitor, contact, wrong))).toBe("auth.errors.codeGone");
  });

  it("two parallel right ones: one session", async () => {
    for (let round = 0; round < 10; round++) {
      const contact = fresh();
      const visitor = newVisitor();
      await requestSignInCode(visitor, { contact });
      const code = await newestCode(contact);
      const answers = await Promise.all([1, 2].map(() => refusal(signIn(visitor, contact, code))));
      expect(answers.sort()).toEqual(["auth.errors.codeGone", "no refusal"]);
      const owner = await systemDb().session.findMany({ where: { ip: visitor.origin.ip } });
      expect(owner).toHaveLength(1);
    }
  });

  it("a new code kills the old one of the browser that asks", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const old = await newestCode(contact);
    await timePasses(31);
    await requestSignInCode(visitor, { contact });
    const renewed = await newestCode(contact);
    if (old !== renewed) expect(await refusal(signIn(visitor, contact, old))).toBe("auth.errors.codeWrong");
    expect(await refusal(signIn(visitor, contact, renewed))).toBe("no refusal");
    expect(await refusal(signIn(visitor, contact, old))).toBe("auth.errors.codeGone");
  });

  it("a stranger who asks for the same contact kills nobody's code, and it works in no other browser", async () => {
    const contact = fresh();
    const [visitor, stranger] = [newVisitor(), newVisitor()];
    await requestSignInCode(visitor, { contact });
    const mine = await newestCode(contact);
    await requestSignInCode(stranger, { contact });
    const theirs = await newestCode(contact);
    if (mine !== theirs) {
      expect(await refusal(signIn(stranger, contact, mine))).toBe("auth.errors.codeWrong");
      expect(await refusal(signIn(visitor, contact, theirs))).toBe("auth.errors.codeWrong");
    }
    expect(await refusal(signIn(visitor, contact, mine))).toBe("no refusal");
  });

  it("resend after 30 s and at most 3 times; asking sooner sends nothing", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const early = await requestSignInCode(visitor, { contact });
    expect(early.resendSeconds).toBeGreaterThan(25);
    expect(await codesFor(contact)).toHaveLength(1);
    for (let left = MAX_RESENDS - 1; left >= 0; left--) {
      await timePasses(31);
      expect(await requestSignInCode(visitor, { contact })).toMatchObject({ resendsLeft: left });
    }
    await timePasses(31);
    expect(await refusal(requestSignInCode(visitor, { contact }))).toBe("auth.errors.tooManyCodes");
    expect(await codesFor(contact)).toHaveLength(1 + MAX_RESENDS);
    await timePasses(CODE_MINUTES * 60);
    expect(await requestSignInCode(visitor, { contact })).toMatchObject({ resendsLeft: MAX_RESENDS });
  });

  it("two clicks at once send one code", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await Promise.all([1, 2, 3, 4].map(() => requestSignInCode(visitor, { contact })));
    expect(await codesFor(contact)).toHaveLength(1);
  });

  it("are stored as hashes, never in clear", async () => {
    const contact = fresh();
    const visitor = newVisitor();
    await requestSignInCode(visitor, { contact });
    const code = await newestCode(contact);
    const rows = await systemDb().$queryRaw<{ row: string }[]>`
      SELECT to_jsonb(c)::text AS row FROM sign_in_codes c UNION ALL SELECT to_jsonb(m)::text FROM messages m`;
    const dump = rows.map(({ row }) => row).join("\n");
    expect(dump).not.toContain(`"${code}"`);
    expect(dump).not.toContain(contact);
    expect(dump).not.toContain(visitor.browser);
  });
});
