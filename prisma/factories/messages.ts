import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import { PLATFORM_ID } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { messageRow } from "@/lib/messages/commands";
import { channelTo, type MessageEventKind, type MessageStatus } from "@/lib/messages/rules";
import type { TemplateMessage } from "@/lib/messages/templates";
import { seal } from "@/lib/sealed";
import { idAt, systemDb } from "./db";
import { contactOf } from "./people";

export type NewSentMessage = {
  /** Absent: the platform itself. */
  seller?: { id: string };
  to: Contact | string;
  status?: MessageStatus;
  error?: string | null;
  invite?: { id: string };
  user?: { id: string };
  worded?: TemplateMessage;
  locale?: string;
  /** What became of it: one step a minute. */
  steps?: readonly (MessageEventKind | readonly [kind: MessageEventKind, code: string])[];
  createdAt?: Date;
};

const WORDED: TemplateMessage = { template: "access-rejected", sellerName: "Test Seller" };

/** A message that was handed over to a provider, unless told otherwise: never one of the local inbox. */
export function messageRows(options: NewSentMessage) {
  const createdAt = options.createdAt ?? new Date();
  const id = idAt(createdAt);
  const sellerId = options.seller?.id ?? PLATFORM_ID;
  const contact = typeof options.to === "string" ? contactOf(options.to) : options.to;
  const worded = options.worded ?? WORDED;
  const status = options.status ?? "sent";
  const channel = channelTo(contact);
  const row = messageRow(sellerId, id);
  const tried = status !== "queued";
  const out = status === "sent" || status === "delivered";
  const message = {
    sellerId,
    id,
    channel,
    template: worded.template,
    locale: options.locale ?? "en",
    toValue: sealContact("messages.to_value", row, contact),
    toLookup: contactLookups(contact)[0],
    payload: seal({ field: "messages.payload", row }, JSON.stringify(worded)),
    status,
    error: options.error ?? null,
    attempts: tried ? 1 : 0,
    firstAttemptAt: tried ? createdAt : null,
    provider: tried ? (channel === "sms" ? "twilio" : "resend") : null,
    notBefore: createdAt,
    createdAt,
    sentAt: out ? createdAt : null,
    deliveredAt: status === "delivered" ? minutesAfter(createdAt, 2) : null,
    inviteId: options.invite?.id ?? null,
    userId: options.user?.id ?? null,
  } satisfies Prisma.MessageCreateManyInput;
  const events = (options.steps ?? []).map((step, n) => {
    const [kind, code = null] = typeof step === "string" ? [step] : step;
    const at = minutesAfter(createdAt, n + 1);
    return { sellerId, id: idAt(at), messageId: id, kind, code, at } satisfies Prisma.MessageEventCreateManyInput;
  });
  return { message, events };
}

export async function createMessage(options: NewSentMessage): Promise<{ id: string; sellerId: string }> {
  const { message, events } = messageRows(options);
  await systemDb().message.createMany({ data: message });
  await systemDb().messageEvent.createMany({ data: events });
  return { id: message.id, sellerId: message.sellerId };
}

function minutesAfter(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * 60_000);
}
