import "server-only";
import { appUrl, env, localInbox } from "@/lib/env";
import { inboxSender } from "@/lib/messages/senders/inbox";
import type { Sender, Senders } from "@/lib/messages/senders/sender";

/** The senders that the environment names. The SDKs are loaded only where they are used. */
export async function sendersFromEnv(): Promise<Senders> {
  return { sms: await smsSender(), email: await emailSender() };
}

async function smsSender(): Promise<Sender> {
  if (localInbox("sms")) return inboxSender;
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_API_URL } = env();
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_FROM) {
    throw new Error("To send SMS, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM are all needed.");
  }
  const { twilioSender } = await import("@/lib/messages/senders/twilio");
  return twilioSender({
    accountSid: TWILIO_ACCOUNT_SID,
    authToken: TWILIO_AUTH_TOKEN,
    from: TWILIO_FROM,
    apiUrl: TWILIO_API_URL,
    statusCallback: isPublic() ? `${appUrl()}/api/webhooks/twilio/status` : undefined,
  });
}

/** Twilio refuses a message with an address that it cannot reach; the server that tests put in its place reaches any. */
function isPublic(): boolean {
  const { hostname } = new URL(appUrl());
  return env().TWILIO_API_URL !== undefined || !/^(localhost|.*\.local|127\..*|\[::1\])$/.test(hostname);
}

async function emailSender(): Promise<Sender> {
  if (localInbox("email")) return inboxSender;
  const { RESEND_API_KEY, RESEND_FROM, RESEND_API_URL } = env();
  if (!RESEND_API_KEY || !RESEND_FROM)
    throw new Error("To send e-mail, RESEND_API_KEY and RESEND_FROM are both needed.");
  const { resendSender } = await import("@/lib/messages/senders/resend");
  return resendSender({ apiKey: RESEND_API_KEY, from: RESEND_FROM, apiUrl: RESEND_API_URL });
}
