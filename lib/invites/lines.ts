import { type Contact, type ContactProblem, contactKey, parseContact } from "@/lib/contacts/rules";
import { fieldError } from "@/lib/errors";
import { INVITE_LIMIT } from "@/lib/invites/rules";

// Beside rules.ts, not in it: reading numbers needs the tables of libphonenumber, and browsers need only the rules.

/** Of one contact there are a few spellings; reading thousands of numbers is work. */
const MAX_SPELLINGS = 3 * INVITE_LIMIT;

/** One person. */
export type InviteLine = { raw: string; contacts: Contact[] } | { raw: string; problem: ContactProblem };

/**
 * Reads contacts, one per line (commas and semicolons part them too); a number and an e-mail on one line are one person's. A contact named
 * twice counts once. Ends behind INVITE_LIMIT: the caller refuses.
 */
export function parseInviteLines(text: string, country: string): InviteLine[] {
  const seen = new Set<string>();
  const lines: InviteLine[] = [];
  let read = 0;
  for (const { raw, parts } of entriesOf(text)) {
    if (lines.length > INVITE_LIMIT) break;
    read += parts.length;
    if (read > MAX_SPELLINGS) throw fieldError("contacts", "invites.errors.tooMany");
    const line = readEntry(raw, parts, country);
    const fresh = "contacts" in line ? line.contacts.filter((contact) => !seen.has(contactKey(contact))) : null;
    if (fresh?.length === 0 || seen.has(raw)) continue;
    for (const key of fresh?.map(contactKey) ?? [raw]) seen.add(key);
    lines.push(fresh ? { raw, contacts: fresh } : line);
  }
  return lines;
}

export function countContacts(lines: readonly InviteLine[]): number {
  return lines.reduce((sum, line) => sum + ("contacts" in line ? line.contacts.length : 1), 0);
}

type Entry = { raw: string; parts: string[] };

function* entriesOf(text: string): Generator<Entry> {
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
  const parts = line
    .split(/[,;\t]+/)
    .map((part) => part.trim())
    .filter(Boolean);
  const [first = "", second = ""] = parts.length === 1 ? splitAtEmail(parts[0] ?? "") : parts;
  const isPair = parts.length <= 2 && first !== "" && second !== "" && first.includes("@") !== second.includes("@");
  if (isPair) return [{ raw: line.trim(), parts: [first, second] }];
  return parts.map((raw) => ({ raw, parts: [raw] }));
}

/** "+1 202 555 0101 nina@example.com": a space is enough before or behind the e-mail. */
function splitAtEmail(text: string): string[] {
  const [, before = "", email = "", after = ""] = /^(.*?)(\S+@\S+)(.*)$/.exec(text) ?? [];
  const rest = `${before} ${after}`.trim();
  return /^[+(\d]/.test(rest) ? [rest, email] : [text];
}

function readEntry(raw: string, parts: string[], country: string): InviteLine {
  const contacts: Contact[] = [];
  for (const part of parts) {
    const parsed = parseContact(part, country);
    if ("problem" in parsed) return { raw, problem: parsed.problem };
    contacts.push(parsed.contact);
  }
  return { raw, contacts: contacts.sort((a, b) => (a.kind > b.kind ? -1 : 1)) };
}
