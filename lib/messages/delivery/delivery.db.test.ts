import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Delivery, eventsOf, makeDue, rowOf, scope, startDelivery, suppressedFor } from "@/e2e/providers/delivery";
import { spend, startAnew } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import { closeDb } from "@/lib/db/client";
import { recoverAbandoned } from "@/lib/jobs/outbox";
import { claimMessages } from "@/lib/jobs/outbox-claim";
import { queueMessage } from "@/lib/messages/commands";
import { resolveMessage } from "@/lib/messages/delivery/commands";
import { openMessage } from "@/lib/messages/open";
import { listMessageTimeline } from "@/lib/messages/queries";
import { suppress } from "@/lib/suppressions/commands";
import { createOperator } from "@/prisma/factories/people";
import { operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createInvite, createMember, createSeller } from "@/prisma/factories/sellers";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

const phone = { kind: "phone", value: "+12025550123" } as const;
const email = { kind: "email", value: "nina@example.com" } as const;
const code = { template: "sign-in-code", code: "314159", minutes: 5 } as const;
const words = { template: "access-rejected", sellerName: "Harbor Foods" } as const;
const both = ["sms", "email"] as const;

let delivery: Delivery;
let seller: Awaited<ReturnType<typeof createSeller>>;
let admin: { userId: string };

beforeAll(async () => {
  delivery = await startDelivery();
  seller = await createSeller();
  admin = await createMember({ seller, role: "admin" });
});
afterAll(async () => {
  await delivery.close();
  await closeDb();
});
afterEach(async () => {
  await delivery.providers.report.settled();
  delivery.providers.report.always({});
  delivery.providers.report.stopped.clear();
  await scope.db.message.deleteMany({});
  await scope.db.suppression.deleteMany({});
  delivery.providers.sms.length = delivery.providers.emails.length = 0;
  delivery.providers.calls.sms = delivery.providers.calls.email = 0;
});

const queueSms = () => queueMessage(scope.db, { sellerId: seller.id, to: phone, locale: "en", ...words });
const queueEmail = () => queueMessage(scope.db, { sellerId: seller.id, to: email, locale: "en", ...words });

/** An SMS of which nobody knows whether it went out. */
async function parkSms(): Promise<string> {
  delivery.providers.fail("sms", { kind: "lostAnswer" });
  const id = await queueSms();
  await delivery.work();
  expect(await rowOf(id)).toMatchObject({ status: "parked" });
  return id;
}

describe("27. lost, late, doubled and disordered answers and reports: message states stay true", () => {
  it("an SMS whose answer was lost: its report says what became of it", async () => {
    const id = await parkSms();
    const [sms] = delivery.providers.sms;
    if (!sms) throw new Error("not sent");
    await delivery.providers.report.sms(sms, "sent");
    expect(await rowOf(id)).toMatchObject({ status: "sent", error: null, provider: "twilio", providerId: sms.sid });
    await delivery.providers.report.sms(sms, "delivered");
    expect(await rowOf(id)).toMatchObject({ status: "delivered", sentAt: expect.any(Date) });
    expect(await eventsOf(id)).toEqual(["parked lost_answer", "sent", "delivered"]);
    expect(delivery.providers.calls.sms).toBe(1);
  });

  it("a report that overtakes the lost answer of an e-mail: it is not sent again", async () => {
    delivery.providers.report.always({ email: ["email.sent", "email.delivered"], times: 2 });
    delivery.providers.fail("email", { kind: "lostAnswer" });
    const id = await queueEmail();
    await delivery.work();
    await delivery.providers.report.settled();
    await makeDue();
    expect(await delivery.work()).toBe(0);
    expect(await rowOf(id)).toMatchObject({ status: "delivered", providerId: delivery.providers.emails[0]?.id });
    expect(delivery.providers.calls.email).toBe(1);
  });

  it.each(both)("%s: all reports arrive before a slow answer, each twice: delivered, once", async (channel) => {
    delivery.providers.report.always({
      sms: ["sent", "delivered"],
      email: ["email.sent", "email.delivered"],
      times: 2,
    });
    delivery.providers.fail(channel, { kind: "slow", ms: 300 });
    const id = await (channel === "sms" ? queueSms() : queueEmail());
    await delivery.work();
    await delivery.providers.report.settled();
    const [sent] = channel === "sms" ? delivery.providers.sms : delivery.providers.emails;
    const providerId = sent && ("sid" in sent ? sent.sid : sent.id);
    expect(await rowOf(id)).toMatchObject({ status: "delivered", error: null, providerId });
    expect((await eventsOf(id)).toSorted()).toEqual(["accepted", "delivered", "sent"]);
    await recoverAbandoned(scope, 0);
    expect(await rowOf(id)).toMatchObject({ status: "delivered" });
  });

  it.each([
    ["slow", { kind: "slow", ms: 200 }],
    ["429", { kind: "status", status: 429 }],
    ["5xx", { kind: "status", status: 503 }],
    ["a lost answer", { kind: "lostAnswer" }],
    ["5xx after acceptance", { kind: "acceptedThenFails", status: 500 }],
    ["garbage", { kind: "garbage" }],
  ] as const)(
    "%s, with reports backwards and twice: everything ends delivered or parked, nothing arrives twice",
    async (_, fault) => {
      delivery.providers.report.always({
        sms: ["delivered", "sent", "queued"],
        email: ["email.delivered", "email.sent"],
        times: 2,
      });
      for (const channel of both) delivery.providers.fail(channel, fault);
      const [sms, mail] = [await queueSms(), await queueEmail()];
      await delivery.work();
      await delivery.providers.report.settled();
      await makeDue();
      await delivery.work();
      await delivery.providers.report.settled();
      expect(delivery.providers.emails).toHaveLength(1);
      expect(await rowOf(mail)).toMatchObject({ status: "delivered" });
      // An answer of 503 without acceptance leaves an SMS in doubt, which is the only thing that it may be.
      const doubt = delivery.providers.sms.length === 0;
      expect(delivery.providers.sms.length).toBeLessThanOrEqual(1);
      expect(await rowOf(sms)).toMatchObject({ status: doubt ? "parked" : "delivered" });
    },
  );

  it("an e-mail that bounced while we believed it unsent: failed, and not tried again", async () => {
    delivery.providers.fail("email", { kind: "lostAnswer" });
    const id = await queueEmail();
    await delivery.work();
    const [mail] = delivery.providers.emails;
    if (mail) await delivery.providers.report.email(mail, "email.bounced", { bounce: { type: "Permanent" } });
    await makeDue();
    expect(await delivery.work()).toBe(0);
    expect(await rowOf(id)).toMatchObject({ status: "failed", error: "hard_bounce" });
  });
});

describe("26. killed while sending: no e-mail lost, no SMS doubled", () => {
  it("killed after acceptance: the report of the SMS resolves what was parked, the e-mail arrives once", async () => {
    const [sms, mail] = [await queueSms(), await queueEmail()];
    for (const message of await claimMessages(scope, { codes: 5, others: 5 })) {
      // The process dies here: the call happened, its answer is never written.
      await delivery.senders[message.channel === "sms" ? "sms" : "email"].send(openMessage(message), message.attempts);
    }
    await recoverAbandoned(scope, 0);
    expect([await eventsOf(sms), await eventsOf(mail)]).toEqual([["parked interrupted"], ["retry interrupted"]]);
    await delivery.work();
    const [sent] = delivery.providers.sms;
    if (sent) await delivery.providers.report.sms(sent, "delivered");
    expect(await rowOf(sms)).toMatchObject({ status: "delivered" });
    expect(await rowOf(mail)).toMatchObject({ status: "sent" });
    expect([delivery.providers.sms.length, delivery.providers.emails.length]).toEqual([1, 1]);
  });
});

describe("resolved by hand", () => {
  it("a member marks a parked SMS as delivered; who did it is in its timeline and in the audit", async () => {
    const id = await parkSms();
    await scope.db.message.updateMany({ where: { id }, data: { userId: admin.userId } });
    const store = await storeScopeFor(admin.userId, seller.slug);
    expect(await resolveMessage(store, seller.id, { id, decision: "delivered" })).toEqual({ status: "delivered" });
    const [message] = await listMessageTimeline(store, { userId: admin.userId });
    expect(message).toMatchObject({ id, status: "delivered" });
    expect(message?.events.map(({ kind }) => kind)).toEqual(["parked", "marked_delivered"]);
    const audit = await scope.db.auditEvent.findFirst({ where: { action: "message.resolved", targetId: id } });
    expect(audit).toMatchObject({
      sellerId: seller.id,
      actorId: admin.userId,
      actorKind: "member",
      data: { decision: "delivered" },
    });
    await makeDue();
    expect(await delivery.work()).toBe(0);
  });

  it("sent again: goes out once more, and what the first one still reports is told apart from it", async () => {
    const id = await parkSms();
    const [first] = delivery.providers.sms;
    const operator = await createOperator();
    const scopeOfOperator = await operatorScopeFor(operator.userId);
    await resolveMessage(scopeOfOperator, seller.id, { id, decision: "again" });
    // That the first one failed is no reason not to send the second.
    if (first) await delivery.providers.report.sms(first, "undelivered");
    expect(await rowOf(id)).toMatchObject({ status: "queued" });
    await delivery.work();
    const [, second] = delivery.providers.sms;
    expect(await rowOf(id)).toMatchObject({ status: "sent", providerId: second?.sid, attempts: 2 });
    if (first) await delivery.providers.report.sms(first, "failed");
    expect(await rowOf(id)).toMatchObject({ status: "sent", providerId: second?.sid });
    if (second) await delivery.providers.report.sms(second, "delivered");
    expect(await rowOf(id)).toMatchObject({ status: "delivered" });
  });

  it("the first one arrives after all, before it was sent again: it is not", async () => {
    const id = await parkSms();
    const store = await storeScopeFor(admin.userId, seller.slug);
    await resolveMessage(store, seller.id, { id, decision: "again" });
    const [first] = delivery.providers.sms;
    if (first) await delivery.providers.report.sms(first, "delivered");
    expect(await delivery.work()).toBe(0);
    expect(await rowOf(id)).toMatchObject({ status: "delivered" });
    expect(delivery.providers.sms).toHaveLength(1);
  });

  it("of two at once one wins, and it goes out once", async () => {
    const id = await parkSms();
    const store = await storeScopeFor(admin.userId, seller.slug);
    const operator = await operatorScopeFor((await createOperator()).userId);
    const answers = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => resolveMessage(store, seller.id, { id, decision: "again" })),
      ...Array.from({ length: 4 }, () => resolveMessage(operator, seller.id, { id, decision: "again" })),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await delivery.work();
    await delivery.work();
    expect(delivery.providers.sms).toHaveLength(2);
  });

  it("another seller's message is not there; one that is not parked is nobody's to decide", async () => {
    const id = await parkSms();
    const other = await createSeller();
    const { userId } = await createMember({ seller: other, role: "admin" });
    const elsewhere = await storeScopeFor(userId, other.slug);
    await expect(resolveMessage(elsewhere, other.id, { id, decision: "delivered" })).rejects.toThrow("errors.notFound");
    expect(await rowOf(id)).toMatchObject({ status: "parked" });
    const waiting = await queueSms();
    const store = await storeScopeFor(admin.userId, seller.slug);
    await expect(resolveMessage(store, seller.id, { id: waiting, decision: "delivered" })).rejects.toThrow(
      "delivery.errors.notParked",
    );
  });

  it("an invite whose link is dead is not sent again", async () => {
    const invite = await createInvite({ seller, sentBy: admin.userId, contact: phone.value, status: "revoked" });
    const id = await parkSms();
    await scope.db.message.updateMany({ where: { id }, data: { inviteId: invite.id } });
    const store = await storeScopeFor(admin.userId, seller.slug);
    await expect(resolveMessage(store, seller.id, { id, decision: "again" })).rejects.toThrow(
      "delivery.errors.linkDead",
    );
    expect(await resolveMessage(store, seller.id, { id, decision: "delivered" })).toEqual({ status: "delivered" });
  });
});

describe("suppressions", () => {
  it("nothing but codes goes to a suppressed contact, decided when it is about to go out", async () => {
    const [sms, mail] = [await queueSms(), await queueEmail()];
    const urgent = await queueMessage(scope.db, { to: phone, locale: "en", ...code });
    await scope.tx((db) => suppress(db, phone, "stop"));
    await scope.tx((db) => suppress(db, email, "complaint"));
    await delivery.work();
    expect(await rowOf(sms)).toMatchObject({ status: "failed", error: "suppressed" });
    expect(await eventsOf(mail)).toEqual(["suppressed complaint"]);
    expect(await rowOf(urgent)).toMatchObject({ status: "sent" });
    expect([delivery.providers.calls, delivery.providers.sms[0]?.body]).toEqual([
      { sms: 1, email: 0 },
      expect.stringContaining("314159"),
    ]);
  });

  it("STOP and START as people write them; START lifts nothing but a STOP", async () => {
    const { report } = delivery.providers;
    for (const word of ["hello", "stop it please", "HELP"]) await report.incoming(phone.value, word);
    expect(await suppressedFor()).toEqual([]);
    await report.incoming(phone.value, " Stop. ");
    expect(await suppressedFor()).toEqual(["phone stop"]);
    await report.incoming(phone.value, "unsubscribe");
    await report.incoming(phone.value, "START");
    expect(await suppressedFor()).toEqual([]);
    await scope.tx((db) => suppress(db, phone, "hard_bounce"));
    await report.incoming(phone.value, "START");
    expect(await suppressedFor()).toEqual(["phone hard_bounce"]);
    await report.incoming(phone.value, "anything", { params: { OptOutType: "STOP" } });
    expect(await suppressedFor()).toEqual(["phone stop"]);
  });

  it("error 21610 tells of a STOP that never reached us", async () => {
    delivery.providers.report.stopped.add(phone.value);
    const id = await queueSms();
    await delivery.work();
    expect(await rowOf(id)).toMatchObject({ status: "failed", error: "twilio_21610" });
    expect(await suppressedFor()).toEqual(["phone stop"]);
    const next = await queueSms();
    await delivery.work();
    expect(await eventsOf(next)).toEqual(["suppressed stop"]);
    expect(delivery.providers.calls.sms).toBe(1);
  });

  it("ten reports at once are one suppression", async () => {
    await Promise.all(Array.from({ length: 10 }, () => scope.tx((db) => suppress(db, phone, "stop"))));
    expect(await suppressedFor()).toEqual(["phone stop"]);
  });
});

describe("what speaks against a message when it is about to go out", () => {
  const invited = (inviteId: string) =>
    queueMessage(scope.db, {
      sellerId: seller.id,
      to: email,
      locale: "en",
      inviteId,
      template: "customer-invite",
      sellerName: "Harbor Foods",
      link: "https://trade.example.com/invite/harbor-foods/x",
      expiresAt: new Date().toISOString(),
    });

  it("an invite that was revoked meanwhile, or sent anew, keeps its dead link to itself", async () => {
    const { id: revoked } = await createInvite({
      seller,
      sentBy: admin.userId,
      contact: "a@example.com",
      status: "revoked",
    });
    const { id: open } = await createInvite({ seller, sentBy: admin.userId, contact: "b@example.com" });
    const [dead, older, newer] = [await invited(revoked), await invited(open), await invited(open)];
    await delivery.work();
    expect([(await rowOf(dead)).error, (await rowOf(older)).error, (await rowOf(newer)).status]).toEqual([
      "link_dead",
      "link_dead",
      "sent",
    ]);
  });

  it("a reminder that comes up at night waits for the day, and goes out by day", async () => {
    // Where it is three in the night, and noon, just now.
    const zoneAt = (hour: number) => {
      const ahead = ((((hour - new Date().getUTCHours()) % 24) + 36) % 24) - 12;
      return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
    };
    const remind = async (hour: number) => {
      const local = await createSeller({ timeZone: zoneAt(hour) });
      const { userId: sentBy } = await createMember({ seller: local });
      const { id: inviteId } = await createInvite({ seller: local, sentBy, contact: email.value });
      return await queueMessage(scope.db, {
        sellerId: local.id,
        to: email,
        locale: "en",
        inviteId,
        template: "invite-reminder",
        sellerName: "Harbor Foods",
        link: "https://trade.example.com/invite/harbor-foods/x",
        expiresAt: new Date().toISOString(),
      });
    };
    const [night, noon] = [await remind(3), await remind(12)];
    await delivery.work();
    expect(await rowOf(noon)).toMatchObject({ status: "sent" });
    const waiting = await rowOf(night);
    expect(waiting).toMatchObject({ status: "queued", error: "night", attempts: 0 });
    expect(waiting.notBefore.getTime() - Date.now()).toBeGreaterThan(4 * 3_600_000);
    expect(waiting.notBefore.getTime() - Date.now()).toBeLessThan(7 * 3_600_000);
  });

  it("a terminated seller sends nothing any more", async () => {
    const gone = await createSeller({ status: "terminated" });
    const id = await queueMessage(scope.db, { sellerId: gone.id, to: email, locale: "en", ...words });
    await delivery.work();
    expect(await rowOf(id)).toMatchObject({ status: "failed", error: "seller_terminated" });
  });

  it("a seller's budget: what is more waits, is counted once, and goes out when it starts anew", async () => {
    const busy = await createSeller();
    await spend(BUDGETS.messagesSeller, busy.id, BUDGETS.messagesSeller.points - 2);
    const queue = () => queueMessage(scope.db, { sellerId: busy.id, to: email, locale: "en", ...words });
    const first = await queue();
    delivery.providers.fail("email", { kind: "status", status: 429 });
    await delivery.work();
    await makeDue();
    // The retry is no second message: one more still fits.
    const second = await queue();
    await delivery.work();
    expect([(await rowOf(first)).status, (await rowOf(second)).status]).toEqual(["sent", "sent"]);
    const third = await queue();
    await delivery.work();
    const waiting = await rowOf(third);
    expect(waiting).toMatchObject({ status: "queued", attempts: 0, error: "budget", firstAttemptAt: null });
    expect(waiting.notBefore.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
    // Others, and codes, do not notice.
    const [other, urgent] = [await queueEmail(), await queueMessage(scope.db, { to: phone, locale: "en", ...code })];
    await delivery.work();
    expect([(await rowOf(other)).status, (await rowOf(urgent)).status]).toEqual(["sent", "sent"]);
    await startAnew(BUDGETS.messagesSeller, busy.id);
    await makeDue();
    await delivery.work();
    expect(await rowOf(third)).toMatchObject({ status: "sent", attempts: 1 });
    expect(await eventsOf(third)).toEqual(["delayed budget", "accepted"]);
  });

  it("what waited long for its turn is not late", async () => {
    const id = await queueEmail();
    await scope.db.message.updateMany({ where: { id }, data: { createdAt: new Date(Date.now() - 48 * 3_600_000) } });
    await delivery.work();
    expect(await rowOf(id)).toMatchObject({ status: "sent" });
  });
});
