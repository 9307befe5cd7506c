import { type Contact, type ContactProblem, parseContact } from "@/lib/contacts/rules";

// Beside rules.ts, not in it: reading numbers needs the tables of libphonenumber, and browsers need only the rules.

export type InviteLine = { raw: string; contact: Contact } | { raw: string; problem: ContactProblem };

/** Reads contacts, one per line (commas and semicolons part them too); a contact named twice counts once. */
export function parseInviteLines(text: string, country: string): InviteLine[] {
  const seen = new Set<string>();
  const lines: InviteLine[] = [];
  for (const raw of text.split(/[\r\n,;]+/).map((part) => part.trim())) {
    if (raw === "") continue;
    const parsed = parseContact(raw, country);
    const key = "contact" in parsed ? `${parsed.contact.kind}:${parsed.contact.value}` : raw;
    if (seen.has(key)) continue;
    seen.add(key);
    lines.push({ raw, ...parsed });
  }
  return lines;
}
