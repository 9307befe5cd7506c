import type { MessageEventKind, MessageStatus } from "@/lib/messages/rules";
import type { SuppressionReason } from "@/lib/suppressions/rules";

/** What a provider's report means to us. */
export type Meaning = {
  kind: Extract<MessageEventKind, "accepted" | "sent" | "delivered" | "delayed" | "failed" | "bounced" | "complained">;
  code: string | null;
  /** Why nothing but codes goes to that contact from now on. */
  suppress: SuppressionReason | null;
};

const says = (kind: Meaning["kind"], code: string | null = null, suppress: Meaning["suppress"] = null): Meaning => ({
  kind,
  code,
  suppress,
});

/** Whoever answered STOP is not written to; a number that is unknown or no mobile never will be. */
const SMS_SUPPRESSIONS: Record<string, SuppressionReason> = {
  "21610": "stop",
  "30005": "hard_bounce",
  "30006": "hard_bounce",
};

/** Of a refusal at once as of one that is reported later: our code is the provider's number behind its name. */
export function suppressionOf(code: string | null): SuppressionReason | null {
  return SMS_SUPPRESSIONS[code?.replace(/^twilio_/, "") ?? ""] ?? null;
}

/** Twilio's MessageStatus; null for words that it may add one day. */
export function twilioMeaning(status: string, errorCode: string | undefined): Meaning | null {
  switch (status) {
    case "accepted":
    case "scheduled":
    case "queued":
    case "sending":
      return says("accepted");
    case "sent":
      return says("sent");
    case "delivered":
    case "read":
      return says("delivered");
    case "undelivered":
    case "failed":
    case "canceled": {
      const code = `twilio_${/^\d{1,6}$/.test(errorCode ?? "") ? errorCode : status}`;
      return says("failed", code, suppressionOf(code));
    }
    default:
      return null;
  }
}

/** Resend's event types; `bounce` is its word for how final a bounce is. */
export function resendMeaning(type: string, bounce: string | undefined): Meaning | null {
  switch (type) {
    case "email.sent":
      return says("sent");
    case "email.delivered":
      return says("delivered");
    case "email.delivery_delayed":
      return says("delayed");
    case "email.bounced":
      return bounce === "Permanent" ? says("bounced", "hard_bounce", "hard_bounce") : says("bounced", "soft_bounce");
    case "email.complained":
      return says("complained", "complaint", "complaint");
    case "email.suppressed":
      return says("failed", "resend_suppressed", "hard_bounce");
    case "email.failed":
      return says("failed", "resend_failed");
    default:
      return null;
  }
}

/** What a message is after a report, and null where it stays what it is: states only move on, in whatever order reports come. */
export function statusAfter(
  now: MessageStatus,
  { kind }: Meaning,
  report: { channel: "sms" | "email"; ofThisAttempt: boolean },
): MessageStatus | null {
  switch (kind) {
    case "delivered":
      return now === "delivered" ? null : "delivered";
    case "accepted":
    case "sent":
      return now === "queued" || now === "sending" || now === "parked" ? "sent" : null;
    case "failed":
    case "bounced": {
      // An SMS that waits in the queue again was sent again by hand: that the first one failed is no reason not to.
      const waitsAnew = now === "queued" && report.channel === "sms";
      return now === "delivered" || now === "failed" || waitsAnew || !report.ofThisAttempt ? null : "failed";
    }
    default:
      return null;
  }
}

/** What people answer to a text message. Twilio itself knows these words and blocks by them; HELP changes nothing. */
const STOP = new Set(["STOP", "STOPALL", "STOPP", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]);
const START = new Set(["START", "UNSTOP", "YES"]);

export function optOutWord(body: string): "stop" | "start" | null {
  const word = body
    .trim()
    .toUpperCase()
    .replace(/[.!]+$/, "");
  if (STOP.has(word)) return "stop";
  return START.has(word) ? "start" : null;
}
