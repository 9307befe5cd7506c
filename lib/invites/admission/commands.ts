import "server-only";
import { SystemScope } from "@/lib/access/scope";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { spendInvites } from "@/lib/invites/budgets";
import { chosenContacts, type InviteChannel, type InvitePerson, type InviteRefusal } from "@/lib/invites/rules";
import { makeStandIns } from "@/lib/invites/second-contacts/commands";
import { isSuppressed } from "@/lib/suppressions/queries";

/** A person with the contacts that a message goes to; with none of them, why. */
export type AdmittedPerson = InvitePerson & {
  sendTo: readonly Contact[];
  refusal: InviteRefusal | null;
  /** By contactKey(): when the message may go out, where not at once. No answer tells. */
  notBefore: ReadonlyMap<string, Date>;
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
  const suppressed = await isSuppressed(SystemScope.resolve("invite admission").db, chosen.flat());
  const sendable = chosen.flat().filter((contact) => !suppressed.has(contactKey(contact)));
  const { refused, fullForHours, notBefore } = await spendInvites(sellerId, sendable);
  const refusalOf = (contact: Contact): InviteRefusal | null => {
    const key = contactKey(contact);
    return suppressed.has(key) ? "suppressed" : (refused.get(key) ?? null);
  };
  const standIns = await makeStandIns(sellerId, people);
  return {
    fullForHours,
    people: people.map((person, n) => {
      const contacts = chosen[n] ?? [];
      const sendTo = contacts.filter((contact) => refusalOf(contact) === null);
      const [first] = contacts;
      const refusal = sendTo.length > 0 || !first ? null : refusalOf(first);
      return { ...person, sendTo, refusal, notBefore, standIn: standIns[n] ?? null };
    }),
  };
}
