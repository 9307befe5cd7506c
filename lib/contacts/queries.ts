import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";

/** The language of whoever has proved a contact, by contactKey(); each is found by its index entry (OFFSET 0). */
export async function localesOfOwners(db: Db, contacts: readonly Contact[]): Promise<Map<string, string>> {
  if (contacts.length === 0) return new Map();
  const asked = contacts.flatMap((contact) =>
    contactLookups(contact).map((lookup) => ({ contact, hex: Buffer.from(lookup).toString("hex") })),
  );
  const rows = await db.$queryRaw<{ n: number; locale: string }[]>`
    SELECT l.n::int - 1 AS n, o.locale
    FROM unnest(${asked.map(({ contact }) => contact.kind)}::text[], ${asked.map(({ hex }) => hex)}::text[]) WITH ORDINALITY AS l(kind, hex, n)
    CROSS JOIN LATERAL (SELECT u.locale FROM contacts c JOIN users u ON u.id = c.user_id
      WHERE c.kind = l.kind AND c.lookup = decode(l.hex, 'hex') AND c.verified_at IS NOT NULL OFFSET 0) o`;
  return new Map(
    rows.flatMap(({ n, locale }) => {
      const found = asked[n];
      return found ? [[contactKey(found.contact), locale] as const] : [];
    }),
  );
}
