// What providers tell an application afterwards. Signed by what their documentation says, not by the SDKs that check it.
import { createHmac, randomBytes } from "node:crypto";
import type { ProviderSettings, SentEmail, SentSms } from "./fault-server.ts";

/** What is wrong with a report; nothing by default. */
type Forgery = {
  /** Signed with another secret. */
  secret?: string;
  /** Sent elsewhere than it was signed for. */
  url?: string;
  /** Changed after signing. */
  changed?: Record<string, string>;
  /** Signed so many seconds ago. */
  ageSeconds?: number;
  /** The same report again has the same name. */
  eventId?: string;
  /** Over what Twilio's StatusCallback or Resend's payload says. */
  params?: Record<string, string>;
};

export type Reporter = {
  /** The status that the application answered with; 0 without any answer. */
  sms(sms: SentSms, status: string, forgery?: Forgery): Promise<number>;
  email(email: Pick<SentEmail, "id" | "to" | "tags">, type: string, data?: object, forgery?: Forgery): Promise<number>;
  /** Somebody answers our SMS. */
  incoming(from: string, body: string, forgery?: Forgery): Promise<number>;
  /** What is reported by itself of whatever is taken from now on, in this order; each so many times. */
  always(steps: { sms?: readonly string[]; email?: readonly string[]; times?: number }): void;
  /** Numbers that answered STOP: sending to them is error 21610. */
  stopped: Set<string>;
  afterSms(sms: SentSms): void;
  afterEmail(email: SentEmail): void;
  /** All that was to be reported has been. */
  settled(): Promise<void>;
};

export function newReporter(settings?: ProviderSettings): Reporter {
  const { authToken = "", webhookSecret = "", appUrl = "" } = settings ?? {};
  let steps: Parameters<Reporter["always"]>[0] = {};
  const pending = new Set<Promise<unknown>>();
  const later = (work: Promise<unknown>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };
  const reporter: Reporter = {
    sms: (sms, status, forgery = {}) => {
      const params = { MessageSid: sms.sid, MessageStatus: status, To: sms.to, From: sms.from, ...forgery.params };
      return postForm(authToken, sms.statusCallback ?? "", params, forgery);
    },
    incoming: (From, Body, forgery = {}) => {
      const params = {
        MessageSid: forgery.eventId ?? `SM${randomBytes(16).toString("hex")}`,
        From,
        Body,
        ...forgery.params,
      };
      return postForm(authToken, `${appUrl}/api/webhooks/twilio/inbound`, params, forgery);
    },
    email: (email, type, data = {}, forgery = {}) =>
      postEmailReport(webhookSecret, `${appUrl}/api/webhooks/resend`, { email, type, data }, forgery),
    always: (asked) => {
      steps = asked;
    },
    stopped: new Set(),
    afterSms: (sms) => {
      if (sms.statusCallback) later(inOrder(steps.sms, steps.times, (status) => reporter.sms(sms, status)));
    },
    afterEmail: (email) =>
      later(
        inOrder(steps.email, 1, async (type) => {
          const eventId = newEventId();
          for (let n = 0; n < (steps.times ?? 1); n++) await reporter.email(email, type, {}, { eventId });
        }),
      ),
    settled: async () => {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
  return reporter;
}

async function inOrder(
  steps: readonly string[] = [],
  times = 1,
  tell: (step: string) => Promise<unknown>,
): Promise<void> {
  for (const step of steps) {
    for (let n = 0; n < times; n++) await tell(step);
  }
}

const newEventId = () => `msg_${randomBytes(12).toString("hex")}`;

/** HMAC-SHA1 over the address and, sorted by name, each field's name and value. */
async function postForm(token: string, url: string, params: Record<string, string>, forgery: Forgery): Promise<number> {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, name) => text + name + params[name], url);
  const signature = createHmac("sha1", forgery.secret ?? token)
    .update(signed)
    .digest("base64");
  return await post(forgery.url ?? url, new URLSearchParams({ ...params, ...forgery.changed }).toString(), {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-Twilio-Signature": signature,
  });
}

type EmailReport = { email: Pick<SentEmail, "id" | "to" | "tags">; type: string; data: object };

/** HMAC-SHA256 over id, time and body, by the standard for webhooks. */
async function postEmailReport(secret: string, url: string, report: EmailReport, forgery: Forgery): Promise<number> {
  const { id, to, tags } = report.email;
  const named = Object.fromEntries(tags.map(({ name, value }) => [name, value]));
  const body = JSON.stringify({
    type: report.type,
    created_at: new Date().toISOString(),
    data: { email_id: id, to: [to], subject: "–", tags: named, ...report.data },
  });
  const eventId = forgery.eventId ?? newEventId();
  const timestamp = String(Math.floor(Date.now() / 1000) - (forgery.ageSeconds ?? 0));
  const key = Buffer.from((forgery.secret ?? secret).replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${eventId}.${timestamp}.${body}`).digest("base64");
  const changed = forgery.changed ? JSON.stringify({ ...JSON.parse(body), ...forgery.changed }) : body;
  return await post(forgery.url ?? url, changed, {
    "Content-Type": "application/json",
    "svix-id": eventId,
    "svix-timestamp": timestamp,
    "svix-signature": `v1,${signature}`,
  });
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const response = await fetch(url, { method: "POST", body, headers });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
