import "server-only";
import { SystemScope } from "@/lib/access/scope";
import { localesOfOwners } from "@/lib/contacts/queries";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import type { Db } from "@/lib/db/client";
import { spendInvites } from "@/lib/invites/budgets";
import { chosenContacts, type InviteChannel, type InvitePerson, type InviteRefusal } from "@/lib/invites/rules";
import { makeStandIns } from "@/lib/invites/second-contacts/commands";
import { LANGUAGES, localeFor } from "@/lib/sellers/rules";
import { isSuppressed } from "@/lib/suppressions/queries";

/** A person with the contacts that a message goes to; with none of them, why. */
export type AdmittedPerson = InvitePerson & {
  sendTo: readonly Contact[];
  refusal: InviteRefusal | null;
  /** By contactKey(): when the message may go out, where not at once. No answer tells. */
  notBefore: ReadonlyMap<string, Date>;
  /** By contactKey(): the language to write in. No answer tells. */
  locales: ReadonlyMap<string, string>;
  /** The user who stands in for whoever owns the contact, where the seller may not learn who that is. */
  standIn: string | null;
};
export type Admission = {
  /** In the order in which they were asked for. */
  people: AdmittedPerson[];
  /** A share is used up: until then. */
  fullForHours: number | null;
};

/**
 * The first half of inviting, outside of any transaction: which of each person's contacts a message may go to. Takes them from the budgets.
 * Contacts are distinct over all people.
 */
export async function admitInvites(
  sellerId: string,
  people: readonly InvitePerson[],
  channel: InviteChannel,
): Promise<Admission> {
  const chosen = people.map(({ contacts }) => chosenContacts(contacts, channel));
  const { db } = SystemScope.resolve("invite admission");
  const suppressed = await isSuppressed(db, chosen.flat());
  const sendable = chosen.flat().filter((contact) => !suppressed.has(contactKey(contact)));
  const { refused, fullForHours, notBefore } = await spendInvites(sellerId, sendable);
  const refusalOf = (contact: Contact): InviteRefusal | null => {
    const key = contactKey(contact);
    return suppressed.has(key) ? "suppressed" : (refused.get(key) ?? null);
  };
  const locales = await chooseLocales(db, sellerId, sendable);
  const standIns = await makeStandIns(sellerId, people);
  return {
    fullForHours,
    people: people.map((person, n) => {
      const contacts = chosen[n] ?? [];
      const sendTo = contacts.filter((contact) => refusalOf(contact) === null);
      const [first] = contacts;
      const refusal = sendTo.length > 0 || !first ? null : refusalOf(first);
      return { ...person, sendTo, refusal, notBefore, locales, standIn: standIns[n] ?? null };
    }),
  };
}

/** Whoever has proved a contact reads their own language, where the store speaks it. */
async function chooseLocales(db: Db, sellerId: string, contacts: readonly Contact[]): Promise<Map<string, string>> {
  const spoken = await db.seller.findFirstOrThrow({ where: { id: sellerId }, select: LANGUAGES });
  const own = await localesOfOwners(db, contacts);
  return new Map(contacts.map(contactKey).map((key) => [key, localeFor(spoken, own.get(key))]));
}
