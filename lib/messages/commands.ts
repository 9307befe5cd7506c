import "server-only";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId, PLATFORM_ID } from "@/lib/db/ids";
import { channelTo } from "@/lib/messages/rules";
import type { TemplateMessage } from "@/lib/messages/templates";
import { seal } from "@/lib/sealed";

export type NewMessage = {
  /** Absent: the platform itself sends it. */
  sellerId?: string;
  to: Contact;
  locale: string;
  notBefore?: Date;
} & TemplateMessage;

/**
 * Writes a message into the outbox, in the caller's transaction: it goes out if and only if that commits.
 * Recipient and words are sealed. Returns the message's id.
 */
export async function queueMessage(db: Db, message: NewMessage): Promise<string> {
  const { sellerId = PLATFORM_ID, to, locale, notBefore, ...worded } = message;
  const id = newId();
  const row = messageRow(sellerId, id);
  // createMany has no RETURNING: a store may write messages, not read all their columns.
  await db.message.createMany({
    data: {
      sellerId,
      id,
      channel: channelTo(to),
      template: worded.template,
      locale,
      toValue: sealContact("messages.to_value", row, to),
      toLookup: contactLookups(to)[0],
      payload: seal({ field: "messages.payload", row }, JSON.stringify(worded)),
      ...(notBefore && { notBefore }),
    },
  });
  return id;
}

/** The row that a message's sealed values are bound to. */
export function messageRow(sellerId: string, id: string): string {
  return `${sellerId}:${id}`;
}
