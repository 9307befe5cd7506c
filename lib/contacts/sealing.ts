import "server-only";
import type { Contact, ContactKind } from "@/lib/contacts/rules";
import { lookups, seal, unseal } from "@/lib/sealed";

/** The columns that hold a contact, each sealed under a key of its own and bound to its row. */
export type ContactField =
  | "contacts.value"
  | "customers.contact_value"
  | "invites.contact_value"
  | "members.email"
  | "messages.to_value";

/** `row` is the row's id; where a row belongs to a seller, `sellerId:id`. */
export function sealContact(field: ContactField, row: string, contact: Contact): Uint8Array<ArrayBuffer> {
  return seal({ field, row }, contact.value);
}

export function unsealContact(field: ContactField, row: string, kind: ContactKind, sealed: Uint8Array): Contact {
  return { kind, value: unseal({ field, row }, sealed) };
}

/** Look-up indexes of a contact under every key, the current first: write the first, search with `in`. */
export function contactLookups(contact: Contact): [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]] {
  const [first, ...rest] = lookups("contact", `${contact.kind}:${contact.value}`);
  if (!first) throw new Error("CONTACT_KEYS is empty.");
  return [first, ...rest];
}
