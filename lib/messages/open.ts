import "server-only";
import type { Contact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import { logger } from "@/lib/logger";
import { messageRow } from "@/lib/messages/commands";
import { type Channel, type TemplateMessage, templateMessage } from "@/lib/messages/templates";
import { unseal } from "@/lib/sealed";

/** A message as it is sent. */
export type OpenMessage = {
  sellerId: string;
  id: string;
  channel: Channel;
  locale: string;
  to: Contact;
  worded: TemplateMessage;
};

export type SealedMessage = {
  sellerId: string;
  id: string;
  channel: string;
  locale: string;
  toValue: Uint8Array;
  payload: Uint8Array;
};

/** Opens recipient and payload; throws when the row was moved or altered, or its key is gone. */
export function openMessage({ sellerId, id, channel, locale, toValue, payload }: SealedMessage): OpenMessage {
  const row = messageRow(sellerId, id);
  const sms = channel === "sms";
  return {
    sellerId,
    id,
    channel: sms ? "sms" : "email",
    locale,
    to: unsealContact("messages.to_value", row, sms ? "phone" : "email", toValue),
    worded: templateMessage.parse(JSON.parse(unseal({ field: "messages.payload", row }, payload))),
  };
}

/** Null, and a line in the log, for a row that cannot be opened. */
export function tryOpenMessage(sealed: SealedMessage): OpenMessage | null {
  try {
    return openMessage(sealed);
  } catch (error) {
    logger.error({ messageId: sealed.id, err: error }, "message cannot be opened");
    return null;
  }
}
