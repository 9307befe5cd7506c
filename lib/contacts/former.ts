import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { keyedHash } from "@/lib/secrets";

/** What the audit calls a contact that left its user: whoever has it in hand finds the event again, and nobody reads it out of there. */
export function formerContact(contact: Contact): string {
  return keyedHash("former contact", contactKey(contact)).toString("base64url");
}
