import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { rotateKeys } from "@/lib/contacts/commands";
import { closeDb } from "@/lib/db/client";
import { resetEnv } from "@/lib/env";
import { unique } from "@/prisma/factories/db";

// README, "Keys": the steps in which several processes exchange a key. Between two steps some processes have one ring, the others the next.
const before = process.env.CONTACT_KEYS ?? "";
const next = `next:${Buffer.alloc(32, "the key that comes").toString("base64")}`;
const behind = `${before},${next}`;
const inFront = `${next},${before}`;

function as(keys: string): void {
  process.env.CONTACT_KEYS = keys;
  resetEnv();
}

afterAll(async () => {
  as(before);
  await closeDb();
});

/** The code is asked for at one process and typed in at another. */
async function signIn(contact: string, asked: string, typed: string): Promise<string> {
  const visitor = newVisitor();
  as(asked);
  await requestSignInCode(visitor, { contact });
  as(typed);
  return (await verifySignInCode(visitor, { contact, code: await newestCode(contact), previousSession: null })).userId;
}

describe("while several processes exchange a key", () => {
  const known = new Map<string, string>();

  async function mixed(one: string, other: string): Promise<void> {
    const [first, second] = [`${unique("one")}@example.com`, `${unique("other")}@example.com`];
    known.set(first, await signIn(first, one, other));
    known.set(second, await signIn(second, other, one));
    for (const [contact, user] of known) {
      expect(await signIn(contact, one, one)).toBe(user);
      expect(await signIn(contact, other, other)).toBe(user);
    }
  }

  it("every process knows whom another one has let in, at each step", async () => {
    await mixed(before, behind);
    await mixed(behind, inFront);
    as(inFront);
    const results = await rotateKeys(SystemScope.resolve("key rotation"), () => undefined);
    expect(results.map(({ unreadable }) => unreadable)).toEqual(results.map(() => 0));
    await mixed(inFront, next);
  });

  it("a process that still writes under the old key is told of by the rotation, and a second one makes it good", async () => {
    const contact = `${unique("late")}@example.com`;
    const user = await signIn(contact, behind, behind);
    as(next);
    const rotate = () => rotateKeys(SystemScope.resolve("key rotation"), () => undefined);
    expect((await rotate())[0]).toMatchObject({ table: "contacts", unreadable: 1 });
    as(inFront);
    expect((await rotate())[0]).toEqual({ table: "contacts", rotated: 1, unreadable: 0 });
    expect(await signIn(contact, next, next)).toBe(user);
  });
});
