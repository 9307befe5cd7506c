import "server-only";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId, PLATFORM_ID } from "@/lib/db/ids";
import { channelTo, type MessageEventKind } from "@/lib/messages/rules";
import type { TemplateMessage } from "@/lib/messages/templates";
import { seal } from "@/lib/sealed";

export type NewMessage = {
  /** Absent: the platform itself sends it. Codes are always the platform's. */
  sellerId?: string;
  to: Contact;
  locale: string;
  /** Not before this moment; reminders take it from `sendWindow`. */
  notBefore?: Date;
  /** Whom and which invite it is about: what a timeline finds it by. */
  userId?: string | null;
  inviteId?: string | null;
} & TemplateMessage;

/**
 * Writes a message into the outbox, in the caller's transaction: it goes out if and only if that commits.
 * Recipient and words are sealed. Returns the message's id.
 */
export async function queueMessage(db: Db, message: NewMessage): Promise<string> {
  const row = messageData(message);
  // createMany has no RETURNING: a store may write messages, not read all their columns.
  await db.message.createMany({ data: row });
  return row.id;
}

/** Many at once, in one statement, whose text does not grow with them. */
export async function queueMessages(db: Db, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(messageData).map(({ toValue, toLookup, payload, ...row }) => ({
    ...row,
    toValue: hex(toValue),
    toLookup: hex(toLookup),
    payload: hex(payload),
  }));
  await db.$executeRaw`
    INSERT INTO messages (seller_id, id, channel, template, locale, to_value, to_lookup, payload, user_id, invite_id, not_before, created_at)
    SELECT m."sellerId", m.id, m.channel, m.template, m.locale, decode(m."toValue", 'hex'), decode(m."toLookup", 'hex'), decode(m.payload, 'hex'),
      m."userId", m."inviteId", COALESCE(m."notBefore", clock_timestamp()), clock_timestamp()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m("sellerId" uuid, id uuid, channel text, template text, locale text, "toValue" text,
      "toLookup" text, payload text, "userId" uuid, "inviteId" uuid, "notBefore" timestamptz)`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function messageData(message: NewMessage) {
  const { sellerId = PLATFORM_ID, to, locale, notBefore, userId = null, inviteId = null, ...worded } = message;
  const id = newId();
  const row = messageRow(sellerId, id);
  return {
    sellerId,
    id,
    channel: channelTo(to),
    template: worded.template,
    locale,
    toValue: sealContact("messages.to_value", row, to),
    toLookup: contactLookups(to)[0],
    payload: seal({ field: "messages.payload", row }, JSON.stringify(worded)),
    userId,
    inviteId,
    ...(notBefore && { notBefore }),
  };
}

export type NewMessageEvent = {
  sellerId: string;
  messageId: string;
  kind: MessageEventKind;
  /** Ours or a provider's number: never a contact. */
  code?: string | null;
  /** The provider's name of its report: the same one again adds nothing. */
  providerEventId?: string | null;
  byUserId?: string | null;
  at?: Date;
};

/** Adds to a message's timeline, as the system; false when this very report is there already. */
export async function addMessageEvent(db: Db, { at, ...event }: NewMessageEvent): Promise<boolean> {
  const { count } = await db.messageEvent.createMany({
    data: { id: newId(), ...event, ...(at && { at }) },
    skipDuplicates: true,
  });
  return count > 0;
}

/** The row that a message's sealed values are bound to. */
export function messageRow(sellerId: string, id: string): string {
  return `${sellerId}:${id}`;
}
