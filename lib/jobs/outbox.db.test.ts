import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Providers, startProviders } from "@/e2e/providers/fault-server";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { PLATFORM_ID } from "@/lib/db/ids";
import { recoverAbandoned, sendClaimed, takeHand } from "@/lib/jobs/outbox";
import { claimMessages } from "@/lib/jobs/outbox-claim";
import { queueMessage } from "@/lib/messages/commands";
import { openMessage } from "@/lib/messages/open";
import { inboxSender } from "@/lib/messages/senders/inbox";
import { resendSender } from "@/lib/messages/senders/resend";
import type { Senders } from "@/lib/messages/senders/sender";
import { twilioSender } from "@/lib/messages/senders/twilio";
import { connectOwner } from "@/prisma/factories/fingerprint";

const scope = SystemScope.resolve("test");
const phone = { kind: "phone", value: "+12025550123" } as const;
const email = { kind: "email", value: "lost@example.com" } as const;
const code = { template: "sign-in-code", code: "314159", minutes: 5 } as const;
const rejected = { template: "access-rejected", sellerName: "Harbor Foods" } as const;

let providers: Providers;
let senders: Senders;

beforeAll(async () => {
  providers = await startProviders();
});
afterAll(async () => {
  await providers.close();
  await closeDb();
});
beforeEach(() => sendersWithTimeout(10_000));
afterEach(async () => {
  await scope.db.message.deleteMany({});
  providers.sms.length = providers.emails.length = 0;
  providers.calls.sms = providers.calls.email = 0;
});

function sendersWithTimeout(timeoutMs: number): void {
  const accountSid = `AC${"a".repeat(32)}`;
  const apiUrl = providers.url;
  senders = {
    sms: twilioSender({ accountSid, authToken: "token", from: "+12025550199", apiUrl, timeoutMs }),
    email: resendSender({ apiKey: "re_test", from: "Tradehall <hello@example.com>", apiUrl, timeoutMs }),
  };
}

const queueSms = () => queueMessage(scope.db, { to: phone, locale: "en", ...code });
const queueEmail = () => queueMessage(scope.db, { to: email, locale: "en", ...rejected });

/** One round of a worker: takes what is due and sends it. */
async function work(): Promise<number> {
  const claimed = await takeHand(scope, { codes: 20, others: 20 });
  await Promise.all(claimed.map((message) => sendClaimed(scope, message, senders)));
  return claimed.length;
}

async function row(id: string) {
  const found = await scope.db.message.findFirst({ where: { sellerId: PLATFORM_ID, id } });
  if (!found) throw new Error("no such message");
  return found;
}

/** As if the back-off had passed. */
async function makeDue(): Promise<void> {
  await scope.db.message.updateMany({ where: { status: "queued" }, data: { notBefore: new Date(0) } });
}

describe("sending", () => {
  it("an SMS and an e-mail go out once, with provider and its id in the row", async () => {
    const [sms, mail] = [await queueSms(), await queueEmail()];
    expect(await work()).toBe(2);
    expect(await work()).toBe(0);
    expect(providers.sms).toMatchObject([
      { to: phone.value, from: "+12025550199", body: expect.stringMatching(/\n@localhost #314159$/) },
    ]);
    expect(providers.emails).toMatchObject([
      {
        to: email.value,
        idempotencyKey: mail,
        html: expect.stringContaining("<"),
        text: expect.stringContaining("Harbor Foods"),
      },
    ]);
    expect(await row(sms)).toMatchObject({
      status: "sent",
      provider: "twilio",
      providerId: providers.sms[0]?.sid,
      attempts: 1,
      error: null,
    });
    expect(await row(mail)).toMatchObject({ status: "sent", provider: "resend", providerId: providers.emails[0]?.id });
    expect((await row(sms)).sentAt).toBeInstanceOf(Date);
  });

  it("without keys the row itself is delivered to the inbox", async () => {
    senders = { sms: inboxSender, email: inboxSender };
    const id = await queueSms();
    await work();
    expect(await row(id)).toMatchObject({ status: "delivered", provider: "inbox" });
    expect(providers.calls).toEqual({ sms: 0, email: 0 });
  });

  it("a message of a rolled-back transaction is never sent; one for later waits", async () => {
    await scope
      .tx(async (db) => {
        await queueMessage(db, { to: phone, locale: "en", ...code });
        throw new Error("undo");
      })
      .catch(() => undefined);
    await queueMessage(scope.db, {
      to: phone,
      locale: "en",
      notBefore: new Date(Date.now() + 60_000),
      ...code,
    });
    expect(await work()).toBe(0);
  });

  it("codes go before everything else", async () => {
    for (let i = 0; i < 5; i++) await queueEmail();
    const urgent = await queueSms();
    expect((await claimMessages(scope, { codes: 1, others: 0 })).map((message) => message.id)).toEqual([urgent]);
  });

  it("a code that can no longer be used is not sent", async () => {
    const id = await queueSms();
    await scope.db.message.updateMany({ where: { id }, data: { createdAt: new Date(Date.now() - 6 * 60_000) } });
    await work();
    expect(await row(id)).toMatchObject({ status: "failed", error: "too_late" });
    expect(providers.calls.sms).toBe(0);
  });
});

describe("27. providers slow, failing, rate-limiting, lying, or answering twice: message states stay true", () => {
  const ambiguous = [
    ["slow beyond the time-out", { kind: "slow", ms: 1500 }, "timed_out"],
    ["answer lost after acceptance", { kind: "lostAnswer" }, "lost_answer"],
    ["5xx after acceptance", { kind: "acceptedThenFails", status: 503 }, "twilio_503"],
    ["an answer that is none", { kind: "garbage" }, "lost_answer"],
  ] as const;

  it.each(ambiguous)("SMS, %s: parked, and never sent again by itself", async (_, fault, error) => {
    if (fault.kind === "slow") sendersWithTimeout(300);
    providers.fail("sms", fault);
    const id = await queueSms();
    await work();
    expect(await row(id)).toMatchObject({ status: "parked", error });
    await makeDue();
    await recoverAbandoned(scope, 0);
    await work();
    expect(providers.sms).toHaveLength(1);
    expect(await row(id)).toMatchObject({ status: "parked" });
  });

  it.each(ambiguous)("e-mail, %s: tried again with the same key, arrives once", async (_, fault) => {
    if (fault.kind === "slow") sendersWithTimeout(300);
    providers.fail("email", fault);
    const id = await queueEmail();
    await work();
    const waiting = await row(id);
    expect(waiting).toMatchObject({ status: "queued", attempts: 1 });
    expect(waiting.notBefore.getTime()).toBeGreaterThan(Date.now());
    await makeDue();
    sendersWithTimeout(10_000);
    await work();
    expect(providers.calls.email).toBe(2);
    expect(providers.emails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ status: "sent", providerId: providers.emails[0]?.id, error: null });
  });

  it("429: certainly not sent, so both channels wait and try again", async () => {
    providers.fail("sms", { kind: "status", status: 429 });
    providers.fail("email", { kind: "status", status: 429, code: "rate_limit_exceeded", retryAfter: 30 });
    const [sms, mail] = [await queueSms(), await queueEmail()];
    await work();
    expect(await row(sms)).toMatchObject({ status: "queued", error: "twilio_20429" });
    expect((await row(mail)).notBefore.getTime()).toBeGreaterThan(Date.now() + 20_000);
    await makeDue();
    await work();
    expect([(await row(sms)).status, (await row(mail)).status]).toEqual(["sent", "sent"]);
    expect([providers.sms.length, providers.emails.length]).toEqual([1, 1]);
  });

  it("refused for good: failed, with a code that repeats no contact", async () => {
    const sms = await queueMessage(scope.db, {
      to: { kind: "phone", value: "+15005550001" },
      locale: "en",
      ...code,
    });
    const mail = await queueMessage(scope.db, {
      to: { kind: "email", value: "nobody@invalid.test" },
      locale: "en",
      ...rejected,
    });
    await work();
    expect(await row(sms)).toMatchObject({ status: "failed", error: "twilio_21211" });
    expect(await row(mail)).toMatchObject({ status: "failed", error: "resend_validation_error" });
  });

  it("a provider that cannot be reached took nothing: tried again", async () => {
    const away = await startProviders();
    await away.close();
    senders.sms = twilioSender({
      accountSid: `AC${"a".repeat(32)}`,
      authToken: "token",
      from: "+12025550199",
      apiUrl: away.url,
    });
    const id = await queueSms();
    await work();
    expect(await row(id)).toMatchObject({ status: "queued", error: "no_connection" });
  });

  it("the same key with other words was accepted before: sent, not failed", async () => {
    providers.fail("email", { kind: "status", status: 409, code: "invalid_idempotent_request" });
    const id = await queueEmail();
    await work();
    expect(await row(id)).toMatchObject({ status: "sent" });
  });
});

describe("26. workers that die or work side by side: no e-mail lost, no SMS doubled", () => {
  it("web killed in the middle of asking: nothing goes out; after its commit, everything does", async () => {
    const owner = await connectOwner();
    const half = scope.tx(async (db) => {
      await queueMessage(db, { to: phone, locale: "en", ...code });
      await queueMessage(db, { to: email, locale: "en", ...rejected });
      const [mine] = await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      // What the server does to a connection whose process is gone.
      await owner.query("SELECT pg_terminate_backend($1)", [mine?.pid]);
      await queueMessage(db, { to: email, locale: "en", ...rejected });
    });
    await expect(half).rejects.toThrow();
    await owner.end();
    expect(await work()).toBe(0);
    await scope.tx(async (db) => {
      await queueMessage(db, { to: phone, locale: "en", ...code });
      await queueMessage(db, { to: email, locale: "en", ...rejected });
    });
    expect(await work()).toBe(2);
    expect([providers.sms.length, providers.emails.length]).toEqual([1, 1]);
  });

  it("two workers at once send nothing twice", async () => {
    for (let i = 0; i < 30; i++) await (i % 2 ? queueSms() : queueEmail());
    const worker = async () => {
      while ((await work()) > 0);
    };
    await Promise.all([worker(), worker(), worker()]);
    expect([providers.calls, providers.sms.length, providers.emails.length]).toEqual([{ sms: 15, email: 15 }, 15, 15]);
  });

  it("killed after the provider took it, before the row knew: SMS parked, e-mail sent again under its key", async () => {
    const [sms, mail] = [await queueSms(), await queueEmail()];
    for (const message of await claimMessages(scope, { codes: 20, others: 20 })) {
      // The process dies here: the call happened, its answer is never written.
      await senders[message.channel === "sms" ? "sms" : "email"].send(openMessage(message), message.attempts);
    }
    expect(await recoverAbandoned(scope)).toBe(0);
    expect(await recoverAbandoned(scope, 0)).toBe(2);
    await work();
    expect(await row(sms)).toMatchObject({ status: "parked", error: "interrupted" });
    expect(await row(mail)).toMatchObject({ status: "sent", attempts: 2 });
    expect([providers.sms.length, providers.emails.length, providers.calls.sms]).toEqual([1, 1, 1]);
  });

  it("a worker taken for dead whose answer still comes: the row says so", async () => {
    const id = await queueSms();
    const [claimed] = await claimMessages(scope, { codes: 1, others: 1 });
    await recoverAbandoned(scope, 0);
    expect((await row(id)).status).toBe("parked");
    if (claimed) await sendClaimed(scope, claimed, senders);
    expect(await row(id)).toMatchObject({ status: "sent", providerId: providers.sms[0]?.sid });
  });
});

describe("22. nothing in clear", () => {
  it("the row shows neither contact nor code, and a row that was tampered with is not sent", async () => {
    const id = await queueSms();
    const stored = await row(id);
    const bytes = Buffer.concat([stored.toValue, stored.payload, stored.toLookup]).toString("latin1");
    expect(`${bytes}${JSON.stringify(stored)}`).not.toMatch(/2025550123|314159/);
    const other = await queueSms();
    await scope.db.message.updateMany({ where: { id: other }, data: { payload: stored.payload } });
    await work();
    expect(await row(other)).toMatchObject({ status: "failed", error: "unreadable" });
    expect(providers.sms).toHaveLength(1);
  });
});
