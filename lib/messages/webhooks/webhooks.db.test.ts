import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Delivery, eventsOf, rowOf, scope, startDelivery, suppressedFor } from "@/e2e/providers/delivery";
import type { SentEmail, SentSms } from "@/e2e/providers/fault-server";
import { closeDb } from "@/lib/db/client";
import { env, resetEnv } from "@/lib/env";
import { queueMessage } from "@/lib/messages/commands";
import { connectOwner, fingerprint } from "@/prisma/factories/fingerprint";
import { createSeller } from "@/prisma/factories/sellers";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

const phone = { kind: "phone", value: "+12025550123" } as const;
const email = { kind: "email", value: "nina@example.com" } as const;
let delivery: Delivery;
let sellerId: string;

beforeAll(async () => {
  delivery = await startDelivery();
  sellerId = (await createSeller()).id;
});
afterAll(async () => {
  await delivery.close();
  await closeDb();
});
afterEach(async () => {
  await scope.db.message.deleteMany({});
  await scope.db.suppression.deleteMany({});
  delivery.providers.sms.length = delivery.providers.emails.length = 0;
});

const words = { template: "access-rejected", sellerName: "Harbor Foods" } as const;

async function sendSms(): Promise<{ id: string; sms: SentSms }> {
  const id = await queueMessage(scope.db, { sellerId, to: phone, locale: "en", ...words });
  await delivery.work();
  const sms = delivery.providers.sms.at(-1);
  if (!sms) throw new Error("not sent");
  return { id, sms };
}

async function sendEmail(): Promise<{ id: string; mail: SentEmail }> {
  const id = await queueMessage(scope.db, { sellerId, to: email, locale: "en", ...words });
  await delivery.work();
  const mail = delivery.providers.emails.at(-1);
  if (!mail) throw new Error("not sent");
  return { id, mail };
}

/** Whatever is posted, the database is afterwards what it was; the door answers as if there were none. */
async function expectNoEffect(posts: (() => Promise<number>)[], status: number): Promise<void> {
  const owner = await connectOwner();
  const before = await fingerprint(owner);
  for (const post of posts) expect(await post()).toBe(status);
  expect(await fingerprint(owner)).toEqual(before);
  await owner.end();
}

describe("reports", () => {
  it("of an SMS: on its way, arrived; each step once in its timeline", async () => {
    const { id, sms } = await sendSms();
    expect(await eventsOf(id)).toEqual(["accepted"]);
    for (const status of ["queued", "sending", "sent"])
      expect(await delivery.providers.report.sms(sms, status)).toBe(204);
    expect(await rowOf(id)).toMatchObject({ status: "sent", providerId: sms.sid });
    expect(await delivery.providers.report.sms(sms, "delivered")).toBe(204);
    expect(await rowOf(id)).toMatchObject({ status: "delivered", deliveredAt: expect.any(Date) });
    expect(await eventsOf(id)).toEqual(["accepted", "sent", "delivered"]);
  });

  it("of an SMS that could not be delivered: failed, with the provider's number and no contact", async () => {
    const { id, sms } = await sendSms();
    await delivery.providers.report.sms(sms, "undelivered", { params: { ErrorCode: "30003" } });
    expect(await rowOf(id)).toMatchObject({ status: "failed", error: "twilio_30003" });
    expect(await suppressedFor()).toEqual([]);
  });

  it("of an e-mail: delayed, then arrived", async () => {
    const { id, mail } = await sendEmail();
    for (const type of ["email.sent", "email.delivery_delayed", "email.delivered"])
      expect(await delivery.providers.report.email(mail, type)).toBe(204);
    expect(await rowOf(id)).toMatchObject({ status: "delivered" });
    expect(await eventsOf(id)).toEqual(["accepted", "sent", "delayed", "delivered"]);
  });

  it("a hard bounce and a complaint suppress the contact, a soft bounce does not", async () => {
    const soft = await sendEmail();
    await delivery.providers.report.email(soft.mail, "email.bounced", {
      bounce: { type: "Transient", subType: "MailboxFull" },
    });
    expect(await rowOf(soft.id)).toMatchObject({ status: "failed", error: "soft_bounce" });
    expect(await suppressedFor()).toEqual([]);
    const hard = await sendEmail();
    await delivery.providers.report.email(hard.mail, "email.bounced", {
      bounce: { type: "Permanent", subType: "General" },
    });
    expect(await rowOf(hard.id)).toMatchObject({ status: "failed", error: "hard_bounce" });
    expect(await suppressedFor()).toEqual(["email hard_bounce"]);
    await scope.db.suppression.deleteMany({});
    const { id, mail } = await sendEmail();
    await delivery.providers.report.email(mail, "email.delivered");
    await delivery.providers.report.email(mail, "email.complained");
    expect(await rowOf(id)).toMatchObject({ status: "delivered" });
    expect(await eventsOf(id)).toEqual(["accepted", "delivered", "complained complaint"]);
    expect(await suppressedFor()).toEqual(["email complaint"]);
  });
});

describe("28. webhooks: forged, old, repeated, out of order, for another seller: no effect", () => {
  it("forged: another secret, a changed body, a changed address, no signature, no body, another provider's", async () => {
    const { sms } = await sendSms();
    const { mail } = await sendEmail();
    const { report } = delivery.providers;
    const elsewhere = (sms.statusCallback ?? "").replace(/message=[^&]+/, `message=${(await sendSms()).id}`);
    const bare =
      (path: string, body: string, headers: Record<string, string> = {}) =>
      async () =>
        (await fetch(`${delivery.appUrl}${path}`, { method: "POST", body, headers })).status;
    const otherSecret = `whsec_${Buffer.from("somebody else's").toString("base64")}`;
    await expectNoEffect(
      [
        () => report.sms(sms, "delivered", { secret: "guessed" }),
        () => report.sms(sms, "sent", { changed: { MessageStatus: "delivered" } }),
        () => report.sms(sms, "delivered", { url: elsewhere }),
        () => report.email(mail, "email.complained", {}, { secret: otherSecret }),
        () => report.email(mail, "email.sent", {}, { changed: { type: "email.complained" } }),
        () => report.incoming(phone.value, "STOP", { secret: "guessed" }),
        () => report.incoming("+12025550124", "STOP", { changed: { From: phone.value } }),
        bare(new URL(sms.statusCallback ?? "").pathname, "MessageSid=x&MessageStatus=delivered"),
        bare("/api/webhooks/resend", '{"type":"email.complained"}', {
          "svix-id": "msg_1",
          "svix-signature": "v1,AAAA",
        }),
        bare("/api/webhooks/resend", "", { "svix-id": "msg_1", "svix-timestamp": "NaN", "svix-signature": "" }),
        bare("/api/webhooks/twilio/inbound", "", { "x-twilio-signature": "AAAA" }),
      ],
      404,
    );
  });

  it("more than any provider sends is refused before it is looked at", async () => {
    const { sms } = await sendSms();
    const long = { params: { Body: "x".repeat(70_000) } };
    await expectNoEffect([() => delivery.providers.report.sms(sms, "delivered", long)], 413);
  });

  it("old: a report that was signed ten minutes ago", async () => {
    const { mail } = await sendEmail();
    const { report } = delivery.providers;
    await expectNoEffect(
      [600, 301, -600].map((ageSeconds) => () => report.email(mail, "email.complained", {}, { ageSeconds })),
      404,
    );
  });

  it("repeated: the second of the same report, and ten at once", async () => {
    const { id, sms } = await sendSms();
    const { id: mailId, mail } = await sendEmail();
    const { report } = delivery.providers;
    const bounce = { bounce: { type: "Permanent" } };
    const same = { eventId: "msg_same" };
    await Promise.all(Array.from({ length: 10 }, () => report.sms(sms, "delivered")));
    await Promise.all(Array.from({ length: 10 }, () => report.email(mail, "email.bounced", bounce, same)));
    expect(await eventsOf(id)).toEqual(["accepted", "delivered"]);
    expect(await eventsOf(mailId)).toEqual(["accepted", "bounced hard_bounce"]);
    expect(await suppressedFor()).toEqual(["email hard_bounce"]);
    await expectNoEffect(
      [() => report.sms(sms, "delivered"), () => report.email(mail, "email.bounced", bounce, same)],
      204,
    );
  });

  it("repeated: a STOP that was lifted meanwhile", async () => {
    const { report } = delivery.providers;
    expect(await report.incoming(phone.value, "STOP", { eventId: "SM1" })).toBe(204);
    expect(await report.incoming(phone.value, "Start", { eventId: "SM2" })).toBe(204);
    await expectNoEffect([() => report.incoming(phone.value, "STOP", { eventId: "SM1" })], 204);
    expect(await suppressedFor()).toEqual([]);
  });

  it("out of order: states only move on", async () => {
    const { report } = delivery.providers;
    const first = await sendSms();
    for (const status of ["delivered", "sent", "queued", "undelivered", "failed"]) await report.sms(first.sms, status);
    expect(await rowOf(first.id)).toMatchObject({ status: "delivered", error: null });
    const second = await sendSms();
    for (const status of ["undelivered", "sent", "sending"]) await report.sms(second.sms, status);
    expect(await rowOf(second.id)).toMatchObject({ status: "failed", error: "twilio_undelivered" });
    const third = await sendEmail();
    for (const type of ["email.delivered", "email.sent", "email.delivery_delayed"])
      await report.email(third.mail, type);
    expect(await rowOf(third.id)).toMatchObject({ status: "delivered" });
  });

  it("for another seller, another message, another provider: rightly signed, and about nothing of ours", async () => {
    const other = (await createSeller()).id;
    const { sms, id } = await sendSms();
    const { mail } = await sendEmail();
    const { report } = delivery.providers;
    const about = (change: Record<string, string>) => {
      const url = new URL(sms.statusCallback ?? "");
      for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
      return { ...sms, statusCallback: url.toString() };
    };
    const tagged = (seller: string, message: string) => ({
      ...mail,
      tags: [
        { name: "seller", value: seller },
        { name: "message", value: message },
      ],
    });
    await expectNoEffect(
      [
        () => report.sms(about({ seller: other }), "delivered"),
        () => report.sms(about({ message: other }), "delivered"),
        () => report.sms(about({ message: "' OR 1=1" }), "delivered"),
        () => report.sms({ ...sms, sid: "SMsomebodyelses" }, "delivered"),
        () => report.sms(sms, "a word of tomorrow"),
        () => report.email(tagged(other, id), "email.complained"),
        // An e-mail's report that names an SMS.
        () => report.email(tagged(sellerId, id), "email.complained"),
        () => report.email({ ...mail, id: "somebody else's", tags: [] }, "email.complained"),
        () => report.email({ ...mail, id: "somebody else's" }, "email.complained"),
        () => report.email(mail, "contact.deleted"),
      ],
      204,
    );
  });

  it("without a provider's secret there is no door", async () => {
    const { mail } = await sendEmail();
    const { RESEND_WEBHOOK_SECRET: secret } = env();
    vi.stubEnv("RESEND_WEBHOOK_SECRET", "");
    resetEnv();
    await expectNoEffect([() => delivery.providers.report.email(mail, "email.complained")], 404);
    vi.stubEnv("RESEND_WEBHOOK_SECRET", secret);
    resetEnv();
  });
});
