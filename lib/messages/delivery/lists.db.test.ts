import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { OperatorScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { countWaiting, getMessage, listMessages, messageCsvLines } from "@/lib/messages/delivery/queries";
import { listMessageTimeline } from "@/lib/messages/queries";
import { messageListInput } from "@/lib/messages/schema";
import { liftSuppression, suppress } from "@/lib/suppressions/commands";
import { isSuppressed, listSuppressions } from "@/lib/suppressions/queries";
import { suppressionListInput } from "@/lib/suppressions/schema";
import { systemDb } from "@/prisma/factories/db";
import { createMessage } from "@/prisma/factories/messages";
import { createOperator, createUser } from "@/prisma/factories/people";
import { operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
}));

const PHONE = "+12025550123";
let operator: OperatorScope;
let a: Awaited<ReturnType<typeof createSeller>>;
let b: Awaited<ReturnType<typeof createSeller>>;

beforeAll(async () => {
  operator = await operatorScopeFor((await createOperator()).userId);
  a = await createSeller({ name: "Anchor Fish" });
  b = await createSeller({ name: "Birch Tools" });
  for (let n = 0; n < 5; n++) await createMessage({ seller: a, to: PHONE, status: "delivered" });
  await createMessage({
    seller: a,
    to: PHONE,
    status: "parked",
    error: "lost_answer",
    steps: [["parked", "lost_answer"]],
  });
  await createMessage({ seller: b, to: "nina@example.com", status: "failed", error: "hard_bounce" });
  await createMessage({ to: "nina@example.com", status: "sent" });
});
afterAll(closeDb);

async function listed(input: Record<string, string>): Promise<string[]> {
  const { items } = await listMessages(operator, messageListInput.parse(input));
  return items.map(({ seller, channel, status }) => `${seller?.name ?? "Tradehall"} ${channel} ${status}`);
}

describe("messages for operators", () => {
  it("all of them, newest first; by state, channel and seller", async () => {
    expect(await listed({})).toEqual([
      "Tradehall email sent",
      "Birch Tools email failed",
      "Anchor Fish sms parked",
      ...Array.from({ length: 5 }, () => "Anchor Fish sms delivered"),
    ]);
    expect(await listed({ status: "parked" })).toEqual(["Anchor Fish sms parked"]);
    expect(await listed({ channel: "email", seller: "birch" })).toEqual(["Birch Tools email failed"]);
    expect(await listed({ seller: "tradehall" })).toEqual(["Tradehall email sent"]);
    expect(await listed({ seller: "%" })).toEqual([]);
    expect(await countWaiting(operator)).toEqual({ queued: 0, sending: 0, parked: 1 });
  });

  it("page by page none is lost and none comes twice", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(
        operator,
        messageListInput.parse({ limit: 3, ...(cursor && { cursor }) }),
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([8, 8]);
  });

  it("say nothing of whom they went to, nor does their file", async () => {
    const page = await listMessages(operator, messageListInput.parse({}));
    const lines: string[] = [];
    for await (const text of await messageCsvLines(operator, messageListInput.parse({}))) lines.push(text);
    expect(lines).toHaveLength(9);
    expect(JSON.stringify(page) + lines.join("")).not.toMatch(/2025550123|nina/);
  });

  it("one message has its steps; under another seller's id it is not there", async () => {
    const { items } = await listMessages(operator, messageListInput.parse({ status: "parked" }));
    const id = items[0]?.id ?? "";
    expect(await getMessage(operator, a.id, id)).toMatchObject({
      id,
      events: [{ kind: "parked", code: "lost_answer" }],
    });
    await expect(getMessage(operator, b.id, id)).rejects.toThrow("errors.notFound");
  });
});

describe("a seller's timelines", () => {
  it("show its own messages about one person, and no other seller's", async () => {
    const { userId } = await createMember({ seller: b });
    const person = await createUser();
    const mine = await createMessage({ seller: b, to: PHONE, user: person, steps: ["accepted", "sent", "delivered"] });
    await createMessage({ seller: a, to: PHONE, user: person });
    const store = await storeScopeFor(userId, b.slug);
    const timeline = await listMessageTimeline(store, { userId: person.id });
    expect(timeline.map(({ id, events }) => [id, events.map(({ kind }) => kind)])).toEqual([
      [mine.id, ["accepted", "sent", "delivered"]],
    ]);
  });
});

describe("suppressions for operators", () => {
  it("are counted without contacts, found by the whole contact, and lifted with an audit event", async () => {
    const contact = { kind: "phone", value: PHONE } as const;
    const other = { kind: "email", value: "other@example.com" } as const;
    await suppress(systemDb(), contact, "stop");
    await suppress(systemDb(), other, "complaint");
    const ask = async (q = "") => await listSuppressions(operator, suppressionListInput.parse({ q }));
    const all = await ask();
    expect(all?.items.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual(["email complaint", "phone stop"]);
    expect(JSON.stringify(all)).not.toMatch(/2025550123|other@/);
    const found = await ask("+1 (202) 555-0123");
    expect(found?.items).toMatchObject([{ kind: "phone", reason: "stop" }]);
    expect((await ask("somebody@example.com"))?.items).toEqual([]);
    expect(await ask("0123")).toBeNull();
    expect(await isSuppressed(systemDb(), [contact, other, { kind: "email", value: "x@example.com" }])).toEqual(
      new Set([`phone:${PHONE}`, "email:other@example.com"]),
    );
    const id = found?.items[0]?.id ?? "";
    await liftSuppression(operator, { id });
    expect((await ask(PHONE))?.items).toEqual([]);
    await expect(liftSuppression(operator, { id })).rejects.toThrow("errors.notFound");
    expect(await systemDb().auditEvent.findFirst({ where: { action: "suppression.lifted" } })).toMatchObject({
      actorId: operator.user.id,
      targetId: id,
      data: { kind: "phone", reason: "stop" },
    });
  });
});
