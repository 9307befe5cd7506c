import { type Contact, type ContactProblem, contactKey, parseContact } from "@/lib/contacts/rules";
import { fieldError } from "@/lib/errors";
import { INVITE_LIMIT } from "@/lib/invites/rules";

// Beside rules.ts, not in it: reading numbers needs the tables of libphonenumber, and browsers need only the rules.

/** Of one contact there are a few spellings; reading thousands of numbers is work. */
const MAX_SPELLINGS = 3 * INVITE_LIMIT;

export type InviteLine = { raw: string; contact: Contact } | { raw: string; problem: ContactProblem };

/**
 * Reads contacts, one per line (commas and semicolons part them too); a contact named twice counts once.
 * Ends one behind INVITE_LIMIT: the caller refuses.
 */
export function parseInviteLines(text: string, country: string): InviteLine[] {
  const spellings = new Set(text.split(/[\r\n,;]+/).map((part) => part.trim()));
  spellings.delete("");
  const seen = new Set<string>();
  const lines: InviteLine[] = [];
  let read = 0;
  for (const raw of spellings) {
    if (lines.length > INVITE_LIMIT) break;
    read += 1;
    if (read > MAX_SPELLINGS) throw fieldError("contacts", "invites.errors.tooMany");
    const parsed = parseContact(raw, country);
    const key = "contact" in parsed ? contactKey(parsed.contact) : raw;
    if (seen.has(key)) continue;
    seen.add(key);
    lines.push({ raw, ...parsed });
  }
  return lines;
}
