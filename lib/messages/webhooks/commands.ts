import "server-only";
import { z } from "zod";
import type { SystemScope } from "@/lib/access/scope";
import { parseContact } from "@/lib/contacts/rules";
import type { Db } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { addMessageEvent } from "@/lib/messages/commands";
import { type Meaning, optOutWord, resendMeaning, statusAfter, twilioMeaning } from "@/lib/messages/delivery/rules";
import { tryOpenMessage } from "@/lib/messages/open";
import type { MessageStatus } from "@/lib/messages/rules";
import type { ResendEvent, TwilioEvent } from "@/lib/messages/webhooks/events";
import { suppress, takeStopBack } from "@/lib/suppressions/commands";

type Report = {
  provider: "twilio" | "resend";
  /** Our own name of the message, as it came back to us; without it the provider's is looked for. */
  message: { sellerId: string; id: string } | null;
  providerId: string;
  /** Of the SMS that the report is about; an e-mail is one, however often it was tried. */
  attempt: number | null;
  eventId: string;
  meaning: Meaning;
  at: Date;
};

const statusQuery = z.object({ seller: z.uuid(), message: z.uuid(), attempt: z.coerce.number().int().positive() });
const statusParams = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string(),
  ErrorCode: z.string().optional(),
});

/** What became of an SMS. Its address names our message, so that also one whose answer was lost is found. */
export async function recordSmsStatus(scope: SystemScope, { query, params }: TwilioEvent): Promise<void> {
  const about = statusQuery.safeParse(query);
  const said = statusParams.safeParse(params);
  const meaning = said.success ? twilioMeaning(said.data.MessageStatus, said.data.ErrorCode) : null;
  if (!about.success || !said.success || !meaning) return;
  const { seller: sellerId, message: id, attempt } = about.data;
  const providerId = said.data.MessageSid;
  await record(scope, {
    provider: "twilio",
    message: { sellerId, id },
    providerId,
    attempt,
    // One step is one event, whichever of its words says so, and our own answer says "accepted", too.
    eventId: `${meaning.kind}:${providerId}`,
    meaning,
    at: new Date(),
  });
}

const emailData = z.object({
  email_id: z.string().min(1).max(64),
  tags: z.object({ seller: z.uuid(), message: z.uuid() }).optional().catch(undefined),
  bounce: z.object({ type: z.string() }).optional().catch(undefined),
});

/** What became of an e-mail. */
export async function recordEmailEvent(scope: SystemScope, { id, type, createdAt, data }: ResendEvent): Promise<void> {
  const known = emailData.safeParse(data);
  const meaning = known.success ? resendMeaning(type, known.data.bounce?.type) : null;
  if (!known.success || !meaning) return;
  const { email_id: providerId, tags } = known.data;
  const message = tags ? { sellerId: tags.seller, id: tags.message } : null;
  await record(scope, { provider: "resend", message, providerId, attempt: null, eventId: id, meaning, at: createdAt });
}

const incoming = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string(),
  Body: z.string().default(""),
  /** Only with Twilio's advanced opt-out, whose words an account may choose. */
  OptOutType: z.string().optional(),
});

/** Somebody answered a text message: STOP and START count, once each. */
export async function recordIncomingSms(scope: SystemScope, { params }: TwilioEvent): Promise<void> {
  const message = incoming.safeParse(params);
  if (!message.success) return;
  const { MessageSid: eventId, From, Body, OptOutType } = message.data;
  const asked = optOutWord(OptOutType ?? Body);
  const from = parseContact(From);
  if (!asked || !("contact" in from)) return;
  await scope.tx(async (db) => {
    const receipt = { provider: "twilio", eventId };
    const { count } = await db.webhookReceipt.createMany({ data: receipt, skipDuplicates: true });
    if (count === 0) return;
    if (asked === "stop") await suppress(db, from.contact, "stop");
    else await takeStopBack(db, from.contact);
  });
}

type Row = Awaited<ReturnType<typeof lockMessage>>;

/** One report, at most once. A report about nothing of ours changes nothing. */
async function record(scope: SystemScope, report: Report): Promise<void> {
  await scope.tx(async (db) => {
    const row = await lockMessage(db, report);
    if (row && isOurs(row, report)) return await apply(db, row, report);
    const { provider, meaning, message } = report;
    const fields = { provider, kind: meaning.kind, messageId: message?.id ?? null };
    logger.warn(fields, "report about no message of ours");
  });
}

/** States move on and never back, whatever order reports come in. */
async function apply(db: Db, row: NonNullable<Row>, report: Report): Promise<void> {
  const { provider, providerId, attempt, eventId, meaning, at } = report;
  const { sellerId, id } = row;
  const { kind, code } = meaning;
  const isNew = await addMessageEvent(db, { sellerId, messageId: id, kind, code, providerEventId: eventId, at });
  if (!isNew) return;
  const ofThisAttempt = attempt === null || attempt === row.attempts;
  const channel = provider === "twilio" ? "sms" : "email";
  const status = statusAfter(row.status as MessageStatus, meaning, { channel, ofThisAttempt });
  const named = row.providerId === null && ofThisAttempt;
  await db.message.updateMany({
    where: { sellerId, id },
    data: { ...(named && { provider, providerId }), ...(status && movedTo(status, row, meaning, at)) },
  });
  const open = meaning.suppress && tryOpenMessage(row);
  if (open && meaning.suppress) await suppress(db, open.to, meaning.suppress);
}

function movedTo(status: MessageStatus, { sentAt }: NonNullable<Row>, { code }: Meaning, at: Date) {
  if (status === "failed") return { status, error: code };
  return { status, error: null, sentAt: sentAt ?? at, ...(status === "delivered" && { deliveredAt: at }) };
}

/** The row, held until the report is written: two reports of one message wait for each other. */
async function lockMessage(db: Db, { provider, message, providerId }: Report) {
  const named = message ? { sellerId: message.sellerId, id: message.id } : { provider, providerId };
  const found = await db.message.findFirst({ where: named, select: { sellerId: true, id: true } });
  if (!found) return null;
  await db.$queryRaw`SELECT FROM messages WHERE seller_id = ${found.sellerId}::uuid AND id = ${found.id}::uuid FOR UPDATE`;
  return await db.message.findFirst({ where: found });
}

/** Signed by the provider, and still about another message: its name for this one is known and differs. */
function isOurs(row: NonNullable<Row>, { provider, providerId, attempt }: Report): boolean {
  if ((row.channel === "sms") !== (provider === "twilio")) return false;
  if (row.providerId === null || row.providerId === providerId) return true;
  return attempt !== null && attempt < row.attempts;
}
