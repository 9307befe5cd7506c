import type { Contact } from "@/lib/contacts/rules";
import { type Channel, CODE_TEMPLATES, type TemplateMessage } from "@/lib/messages/templates";

/** A mobile number is written to by SMS, an address by e-mail. */
export function channelTo({ kind }: Contact): Channel {
  return kind === "phone" ? "sms" : "email";
}

export const MESSAGE_STATUSES = ["queued", "sending", "sent", "delivered", "failed", "parked"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** From where to where a message may go by itself. Parked: it may or may not have gone out; only a later answer moves it. */
export const MOVES: Record<MessageStatus, readonly MessageStatus[]> = {
  // A report overtakes our own knowledge: the answer was lost, and a retry waits that is not needed any more.
  queued: ["sending", "sent", "delivered", "failed"],
  sending: ["queued", "sent", "delivered", "failed", "parked"],
  parked: ["sent", "delivered", "failed"],
  sent: ["delivered", "failed"],
  delivered: [],
  // We gave up, and it has arrived nevertheless.
  failed: ["delivered"],
};

/** What can be said of a message in the course of its life, as its timeline shows it. */
const MESSAGE_EVENTS = [
  "accepted",
  "sent",
  "delivered",
  "failed",
  "retry",
  "delayed",
  "parked",
  "suppressed",
  "bounced",
  "complained",
  "marked_delivered",
  "sent_again",
] as const;
export type MessageEventKind = (typeof MESSAGE_EVENTS)[number];

/** `by`: the name of the member who did it by hand; absent where a provider, Tradehall or an operator did. */
export type TimelineEvent = { id: string; kind: MessageEventKind; code: string | null; at: string; by: string | null };

/** One message with what became of it, oldest event first. */
export type TimelineMessage = {
  id: string;
  channel: Channel;
  template: string;
  status: MessageStatus;
  error: string | null;
  createdAt: string;
  events: TimelineEvent[];
};

/** What a sender learned. Codes are ours or the provider's numbers: safe to show, never a contact or a code that was sent. */
export type Outcome =
  | { kind: "accepted"; providerId: string | null }
  | { kind: "delivered" }
  /** The provider said no; asking again would not help. */
  | { kind: "refused"; code: string }
  /** It certainly did not go out, and may later. */
  | { kind: "notSent"; code: string; retryAfterSeconds?: number }
  /** It may have gone out. */
  | { kind: "unknown"; code: string };

export type Settlement = { status: Exclude<MessageStatus, "sending">; error: string | null; delaySeconds: number };
/** `attempts` counts the one being settled. */
export type Attempt = { channel: Channel; attempts: number; ageSeconds: number; lifetimeSeconds: number };

/** They carry the link of an invite, which a newer one kills. */
export const INVITE_TEMPLATES: readonly string[] = ["customer-invite", "invite-reminder"];
/** Nobody asked for these just now: they keep to the recipient's day. */
export const BY_DAY_TEMPLATES: readonly string[] = ["invite-reminder"];

/** Codes go first, to everybody, and not at all when they are late. */
export function isCode(template: string): boolean {
  return CODE_TEMPLATES.some((code) => code === template);
}

const LONGEST_DELAY = 3600;
// Resend remembers an idempotency key for 24 hours; later the same e-mail could arrive twice.
const LIFETIME = 23 * 3600;

/** For how long sending makes sense. */
export function lifetimeSeconds(message: TemplateMessage): number {
  return "minutes" in message ? message.minutes * 60 : LIFETIME;
}

/** 1, 2, 4 … seconds, at most an hour. */
export function backOffSeconds(attempts: number): number {
  return Math.min(2 ** Math.max(attempts - 1, 0), LONGEST_DELAY);
}

/** What becomes of a message after an attempt. E-mail carries an idempotency key and is tried again; an SMS that may have gone out never is. */
export function settle(attempt: Attempt, outcome: Outcome): Settlement {
  switch (outcome.kind) {
    case "accepted":
      return { status: "sent", error: null, delaySeconds: 0 };
    case "delivered":
      return { status: "delivered", error: null, delaySeconds: 0 };
    case "refused":
      return { status: "failed", error: outcome.code, delaySeconds: 0 };
    case "unknown":
      if (attempt.channel === "sms") return { status: "parked", error: outcome.code, delaySeconds: 0 };
      return again(attempt, outcome.code);
    case "notSent":
      return again(attempt, outcome.code, outcome.retryAfterSeconds);
  }
}

function again(attempt: Attempt, error: string, atLeastSeconds = 0): Settlement {
  const delaySeconds = Math.min(Math.max(backOffSeconds(attempt.attempts), atLeastSeconds), LONGEST_DELAY);
  const late = attempt.ageSeconds + delaySeconds >= attempt.lifetimeSeconds;
  return late ? { status: "failed", error, delaySeconds: 0 } : { status: "queued", error, delaySeconds };
}
