import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { currentKeyId } from "@/lib/sealed";

/** The users behind one person's contacts: whoever is linked first, then whoever owns another of the contacts. */
export type KnownPerson = [userId: string, ...others: string[]];

/**
 * The users behind each person's contacts, made where nobody is known (the contact unverified). A seller learns nothing else of them.
 * Holds a lock per contact until the transaction ends, taken in one order, so that two batches cannot wait for each other.
 */
export async function ensurePeople(
  db: Db,
  locale: string,
  people: readonly { contacts: readonly Contact[] }[],
): Promise<KnownPerson[]> {
  const wanted = people
    .flatMap(({ contacts }, person) => contacts.map((contact) => ({ person, contact, key: contactKey(contact) })))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = wanted.map(({ person, contact }, n) => {
    const contactId = newId();
    return {
      n,
      person,
      kind: contact.kind,
      lookups: contactLookups(contact).map(hex),
      user_id: newId(),
      contact_id: contactId,
      value: hex(sealContact("contacts.value", contactId, contact)),
    };
  });
  const found = await db.$queryRaw<{ n: number; userId: string }[]>`
    SELECT n, user_id AS "userId" FROM ensure_users(${JSON.stringify(rows)}::jsonb, ${currentKeyId()}, ${locale})`;
  const owners = new Map(found.map(({ n, userId }) => [n, userId]));
  const users = people.map((): string[] => []);
  // Numbers come last in the order of the locks, and first here: the number links the person.
  for (const [n, { person }] of [...wanted.entries()].reverse()) {
    const userId = owners.get(n);
    if (userId && !users[person]?.includes(userId)) users[person]?.push(userId);
  }
  return users.map(([userId, ...others]) => {
    if (!userId) throw new Error("Everybody who is invited has a user.");
    return [userId, ...others];
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
