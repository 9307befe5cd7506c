import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { logger } from "@/lib/logger";
import { keyIds, lookups, seal, unseal } from "@/lib/sealed";

/** The columns that hold a contact, each sealed under a key of its own and bound to its row. */
export type ContactField =
  | "contacts.value"
  | "clients.phone_value"
  | "clients.email_value"
  | "customers.contact_value"
  | "invites.contact_value"
  | "members.email"
  | "messages.to_value"
  | "suppressions.value";

/** `row` is the row's id; where a row belongs to a seller, `sellerId:id`. */
export function sealContact(field: ContactField, row: string, contact: Contact): Uint8Array<ArrayBuffer> {
  return seal({ field, row }, contact.value);
}

/** `kind` as its column has it: a CHECK allows nothing but the two words. */
export function unsealContact(field: ContactField, row: string, kind: string, sealed: Uint8Array): Contact {
  return { kind: kind === "phone" ? "phone" : "email", value: unseal({ field, row }, sealed) };
}

/** For what must not fail because one row cannot be read: null, and a line in the log. */
export function tryUnsealContact(field: ContactField, row: string, kind: string, sealed: Uint8Array): Contact | null {
  try {
    return unsealContact(field, row, kind, sealed);
  } catch (error) {
    logger.error({ id: row, err: error }, "contact cannot be read");
    return null;
  }
}

export type ContactLookups = [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]];

/** One contact is looked up many times on its way through a list; under another ring anew. */
const known = new WeakMap<Contact, { ring: string; found: ContactLookups }>();

/** Look-up indexes of a contact under every key, the current first: write the first, search with `in`. */
export function contactLookups(contact: Contact): ContactLookups {
  const ring = keyIds().join();
  const before = known.get(contact);
  if (before?.ring === ring) return before.found;
  const [first, ...rest] = lookups("contact", contactKey(contact));
  if (!first) throw new Error("CONTACT_KEYS is empty.");
  const found: ContactLookups = [first, ...rest];
  known.set(contact, { ring, found });
  return found;
}

/**
 * What advisory locks on a contact are taken by, in this order and joined for SQL: the look-ups under all keys, like ensure_user. Processes whose
 * rings differ, while a key is exchanged, meet at the key that they share.
 */
export function contactLockKeys(lookups: ContactLookups): string {
  return lookups
    .map((lookup) => Buffer.from(lookup).toString("hex"))
    .sort()
    .join();
}
