import "server-only";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";

const FIELDS = { phone: "clients.phone_value", email: "clients.email_value" } as const;

type SealedClient = {
  sellerId: string;
  id: string;
  phoneValue: Uint8Array | null;
  emailValue: Uint8Array | null;
};
export type ClientContacts = { phone: Contact | null; email: Contact | null };

export function clientContacts({ sellerId, id, phoneValue, emailValue }: SealedClient): ClientContacts {
  const place = `${sellerId}:${id}`;
  return {
    phone: phoneValue && unsealContact(FIELDS.phone, place, "phone", phoneValue),
    email: emailValue && unsealContact(FIELDS.email, place, "email", emailValue),
  };
}

export function contactsIn({ phone, email }: ClientContacts): Contact[] {
  return [phone, email].filter((contact) => contact !== null);
}

/** The columns of one contact as hexadecimal text: how many rows travel in one statement. */
export function sealedHex(sellerId: string, id: string, contact: Contact | null) {
  if (!contact) return { value: null, lookup: null };
  const value = sealContact(FIELDS[contact.kind], `${sellerId}:${id}`, contact);
  return { value: hex(value), lookup: hex(contactLookups(contact)[0]) };
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
