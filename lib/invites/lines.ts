import { type Contact, type ContactProblem, contactKey, parseContact } from "@/lib/contacts/rules";
import { fieldError } from "@/lib/errors";
import { INVITE_LIMIT, inviteEntries } from "@/lib/invites/rules";

// Beside rules.ts, not in it: reading numbers needs the tables of libphonenumber, and browsers need only the rules.

/** Of one contact there are a few spellings; reading thousands of numbers is work. */
const MAX_SPELLINGS = 3 * INVITE_LIMIT;
const NAME_MAX = 100;

/** One person. */
export type InviteLine = { raw: string; contacts: Contact[]; name?: string } | { raw: string; problem: ContactProblem };

/**
 * Reads contacts, one per line (commas and semicolons part them too); a number and an e-mail on one line are one person's. A contact named
 * twice counts once. Ends behind INVITE_LIMIT: the caller refuses.
 */
export function parseInviteLines(text: string, country: string): InviteLine[] {
  const seen = new Set<string>();
  const lines: InviteLine[] = [];
  let read = 0;
  for (const { raw, parts, name } of inviteEntries(text)) {
    if (lines.length > INVITE_LIMIT) break;
    read += parts.length;
    if (read > MAX_SPELLINGS) throw fieldError("contacts", "invites.errors.tooMany");
    const line = readEntry(raw, parts, country);
    const fresh = "contacts" in line ? line.contacts.filter((contact) => !seen.has(contactKey(contact))) : null;
    if (fresh?.length === 0 || seen.has(raw)) continue;
    for (const key of fresh?.map(contactKey) ?? [raw]) seen.add(key);
    lines.push(fresh ? { raw, contacts: fresh, ...(name && { name: name.slice(0, NAME_MAX) }) } : line);
  }
  return lines;
}

export function countContacts(lines: readonly InviteLine[]): number {
  return lines.reduce((sum, line) => sum + ("contacts" in line ? line.contacts.length : 1), 0);
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
