import { vi } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { resetEnv } from "@/lib/env";
import { sendClaimed, takeHand } from "@/lib/jobs/outbox";
import { resendSender } from "@/lib/messages/senders/resend";
import type { Senders } from "@/lib/messages/senders/sender";
import { twilioSender } from "@/lib/messages/senders/twilio";
import { recordEmailEvent, recordIncomingSms, recordSmsStatus } from "@/lib/messages/webhooks/commands";
import { webhook } from "@/lib/server/webhook";
import { startProviders } from "./fault-server";
import { startReceiver } from "./receiver";

const AUTH_TOKEN = "twilio-token";
const WEBHOOK_SECRET = `whsec_${Buffer.from("resend webhook secret").toString("base64")}`;

export const scope = SystemScope.resolve("test");

/** Providers with faults on one side, our doors for their reports on the other, and a worker's round between them. */
export async function startDelivery() {
  const receiver = await startReceiver({
    "/api/webhooks/twilio/status": webhook({ provider: "twilio", run: recordSmsStatus }),
    "/api/webhooks/twilio/inbound": webhook({ provider: "twilio", run: recordIncomingSms }),
    "/api/webhooks/resend": webhook({ provider: "resend", run: recordEmailEvent }),
  });
  const { url: appUrl } = receiver;
  vi.stubEnv("APP_URL", appUrl);
  vi.stubEnv("TWILIO_AUTH_TOKEN", AUTH_TOKEN);
  vi.stubEnv("RESEND_WEBHOOK_SECRET", WEBHOOK_SECRET);
  resetEnv();
  const providers = await startProviders({ authToken: AUTH_TOKEN, webhookSecret: WEBHOOK_SECRET, appUrl });
  const senders: Senders = {
    sms: twilioSender({
      accountSid: `AC${"a".repeat(32)}`,
      authToken: AUTH_TOKEN,
      from: "+12025550199",
      apiUrl: providers.url,
      statusCallback: `${appUrl}/api/webhooks/twilio/status`,
    }),
    email: resendSender({ apiKey: "re_test", from: "Tradehall <hello@example.com>", apiUrl: providers.url }),
  };
  /** One round of a worker: takes what is due and sends it. */
  const work = async (): Promise<number> => {
    const claimed = await takeHand(scope, { codes: 20, others: 20 });
    await Promise.all(claimed.map((message) => sendClaimed(scope, message, senders)));
    return claimed.length;
  };
  return {
    appUrl,
    providers,
    senders,
    work,
    close: async () => {
      await providers.close();
      await receiver.close();
    },
  };
}

export type Delivery = Awaited<ReturnType<typeof startDelivery>>;

export async function rowOf(id: string) {
  const found = await scope.db.message.findFirst({ where: { id }, include: { events: { orderBy: { id: "asc" } } } });
  if (!found) throw new Error("no such message");
  return found;
}

/** The steps of its timeline, in words. */
export async function eventsOf(id: string): Promise<string[]> {
  return (await rowOf(id)).events.map(({ kind, code }) => (code ? `${kind} ${code}` : kind));
}

/** As if the back-off had passed. */
export async function makeDue(): Promise<void> {
  await scope.db.message.updateMany({ where: { status: "queued" }, data: { notBefore: new Date(0) } });
}

export async function suppressedFor(): Promise<string[]> {
  return (await scope.db.suppression.findMany({ orderBy: { id: "asc" } })).map(
    ({ kind, reason }) => `${kind} ${reason}`,
  );
}
