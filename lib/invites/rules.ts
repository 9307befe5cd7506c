import { readNamed } from "@/lib/contacts/named";
import type { Contact } from "@/lib/contacts/rules";
import { hasAddress } from "@/lib/text";

export const INVITE_STATUSES = ["sent", "registered", "used", "expired", "revoked"] as const;
export type InviteStatus = (typeof INVITE_STATUSES)[number];

export const INVITE_DAYS = 14;
/** At most this many contacts in one go, which is one transaction; more belongs into a job. The database's table of locks is finite. */
export const INVITE_LIMIT = 500;
/** Invites that one click sends again or takes back. */
export const INVITE_BULK = 100;
/** Of the seller's own words. */
export const MESSAGE_MAX = 300;
/** The same invite is not sent again sooner. */
export const RESEND_SECONDS = 10;

/** Which status may follow which. An expired invite can be sent again; a revoked or answered one stays what it is. */
const NEXT: Record<InviteStatus, readonly InviteStatus[]> = {
  sent: ["sent", "registered", "expired", "revoked"],
  registered: ["used"],
  used: [],
  expired: ["sent"],
  revoked: [],
};

export function inviteMayBecome(from: InviteStatus, to: InviteStatus): boolean {
  return NEXT[from].includes(to);
}

/** Every status that `to` may follow: the condition of the update that sets it. */
export function inviteStatusesBefore(to: InviteStatus): InviteStatus[] {
  return INVITE_STATUSES.filter((from) => inviteMayBecome(from, to));
}

function isInviteStatus(value: string): value is InviteStatus {
  return INVITE_STATUSES.some((status) => status === value);
}

export function inviteExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITE_DAYS * 86_400_000);
}

/** When an unanswered invite is repeated, once; null where the seller wants none or it runs out before. */
export function reminderTime(days: number | null, now: Date): Date | null {
  return days !== null && days < INVITE_DAYS ? new Date(now.getTime() + days * 86_400_000) : null;
}

/** May a member send it again? A dead one only to a recipient who asked for it. */
export function canResend({
  status,
  askedAgainAt,
}: {
  status: InviteStatus;
  askedAgainAt: string | Date | null;
}): boolean {
  return inviteMayBecome(status, "sent") || askedAgainAt !== null;
}

const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/g;

/** Does a text lead anywhere else than to `home`? An e-mail address is no link. */
export function leadsElsewhere(text: string, home: string): boolean {
  return hasAddress(text.normalize("NFKC").replaceAll(`${home}/`, " ").replace(EMAIL, " "));
}

/** What an invite is now: a sent one is expired from its very moment on, not from the next sweep. */
export function statusNow(invite: { status: string; expiresAt: Date }, now: Date): InviteStatus {
  if (!isInviteStatus(invite.status)) throw new Error(`No invite status: ${invite.status}`);
  return invite.status === "sent" && invite.expiresAt <= now ? "expired" : invite.status;
}

/**
 * The contact of an invite was proved by the user whom `row` shows (null: no row yet).
 * - approve: they come in now
 * - keep: they are in already
 * - refuse: the seller decided against them after the invite was sent
 */
export function answerToProof(
  row: { status: string; decidedAt: Date | null } | null,
  sentAt: Date,
): "approve" | "keep" | "refuse" {
  switch (row?.status) {
    case "approved":
      return "keep";
    case "rejected":
    case "revoked":
      // A row that only ran out of invites was never decided about.
      return row.decidedAt === null || row.decidedAt < sentAt ? "approve" : "refuse";
    default:
      return "approve";
  }
}

/** By which way a person with a number and an e-mail is told. Whoever has only one contact is told there. */
export const INVITE_CHANNELS = ["both", "sms", "email"] as const;
export type InviteChannel = (typeof INVITE_CHANNELS)[number];

/** One person: a mobile number, an e-mail or one of each, and what the seller calls them. */
export type InvitePerson = {
  contacts: readonly Contact[];
  name: string | null;
  company: string | null;
  priceListId: string | null;
};

/** Why nobody can be told: they take no messages, were invited often enough, or the seller's or their country's share is used up. */
export type InviteRefusal = "suppressed" | "tooOften" | "dailyLimit";

export function chosenContacts(contacts: readonly Contact[], channel: InviteChannel): readonly Contact[] {
  if (channel === "both") return contacts;
  const preferred = contacts.filter(({ kind }) => kind === (channel === "sms" ? "phone" : "email"));
  return preferred.length > 0 ? preferred : contacts;
}

type Entry = { raw: string; parts: string[]; name?: string };

/** What was typed, person by person: one per line; commas and semicolons part contacts too, but for a number and an e-mail of one person. */
export function* inviteEntries(text: string): Generator<Entry> {
  const seen = new Set<string>();
  for (const line of text.split(/[\r\n]+/)) {
    for (const entry of entriesIn(line)) {
      if (seen.has(entry.raw)) continue;
      seen.add(entry.raw);
      yield entry;
    }
  }
}

function entriesIn(line: string): Entry[] {
  const parts = splitLine(line)
    .map((raw) => ({ raw: raw.trim(), ...readNamed(raw) }))
    .filter(({ raw }) => raw !== "");
  const contacts = parts.map(({ contact }) => contact);
  const [first = "", second = ""] = parts.length === 1 ? splitAtEmail(contacts[0] ?? "") : contacts;
  const isPair = parts.length <= 2 && first !== "" && second !== "" && first.includes("@") !== second.includes("@");
  if (isPair) return [withName({ raw: line.trim(), parts: [first, second] }, parts.find(({ name }) => name)?.name)];
  return parts.map(({ raw, contact, name }) => withName({ raw, parts: [contact] }, name));
}

/** By commas, semicolons and tabs, but for those inside quotation marks: "Berg, Paula" <paula@example.com>. */
function splitLine(line: string): string[] {
  const parts = [""];
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    if (quoted || !",;\t".includes(char)) parts.push(`${parts.pop()}${char}`);
    else parts.push("");
  }
  return quoted ? line.split(/[,;\t]+/) : parts;
}

function withName(entry: Entry, name: string | null | undefined): Entry {
  return name ? { ...entry, name } : entry;
}

/** "+1 202 555 0101 nina@example.com": a space is enough before or behind the e-mail. */
function splitAtEmail(text: string): string[] {
  const [, before = "", email = "", after = ""] = /^(.*?)(\S+@\S+)(.*)$/.exec(text) ?? [];
  const rest = `${before} ${after}`.trim();
  return /^[+(\d]/.test(rest) ? [rest, email] : [text];
}
