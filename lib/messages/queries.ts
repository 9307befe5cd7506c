import "server-only";
import type { StoreScope, SystemScope } from "@/lib/access/scope";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { logger } from "@/lib/logger";
import { plainContent } from "@/lib/messages/content";
import { openMessage, type SealedMessage } from "@/lib/messages/open";
import type { TimelineMessage } from "@/lib/messages/rules";
import type { Channel } from "@/lib/messages/templates";
import { timelineOf } from "@/lib/messages/timeline";

export type InboxMessage = {
  id: string;
  channel: Channel;
  /** False: it could not be opened or worded, and is shown without recipient and text. */
  readable: boolean;
  to: string;
  subject: string | null;
  text: string;
  createdAt: string;
};

const SHOWN = 200;

/** What was delivered to the local inbox, newest first; of one contact, or all. */
export async function listInbox(scope: SystemScope, to?: Contact): Promise<InboxMessage[]> {
  const rows = await scope.db.message.findMany({
    where: { provider: "inbox", status: "delivered", ...(to && { toLookup: { in: contactLookups(to) } }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    select: { sellerId: true, id: true, channel: true, locale: true, toValue: true, payload: true, createdAt: true },
  });
  return rows.map((row) => {
    const createdAt = row.createdAt.toISOString();
    const channel: Channel = row.channel === "sms" ? "sms" : "email";
    return { id: row.id, channel, createdAt, ...readMessage(row) };
  });
}

type Read = Pick<InboxMessage, "readable" | "to" | "subject" | "text">;

/** One message that cannot be opened or worded does not hide all others. */
function readMessage(row: SealedMessage): Read {
  try {
    const { channel, to, worded, locale } = openMessage(row);
    return { readable: true, to: to.value, ...plainContent(channel, worded, locale) };
  } catch (error) {
    logger.error({ messageId: row.id, err: error }, "message cannot be shown");
    return { readable: false, to: "", subject: null, text: "" };
  }
}

const IN_A_TIMELINE = 50;

/** What this seller sent about one invite, to one user or under these ids, and what became of each, newest message first. */
export async function listMessageTimeline(
  scope: StoreScope,
  about: { inviteId: string } | { userId: string } | { id: { in: string[] } },
): Promise<TimelineMessage[]> {
  const sellerId = scope.seller.id;
  const rows = await scope.db.message.findMany({
    where: { sellerId, ...about },
    orderBy: { id: "desc" },
    take: IN_A_TIMELINE,
    select: { id: true, channel: true, template: true, status: true, error: true, createdAt: true },
  });
  const events = await scope.db.messageEvent.findMany({
    where: { sellerId, messageId: { in: rows.map(({ id }) => id) } },
  });
  const people = events.flatMap(({ byUserId }) => byUserId ?? []);
  const members = await scope.db.member.findMany({
    where: { sellerId, userId: { in: people } },
    select: { userId: true, userName: true },
  });
  const names = new Map(members.map(({ userId, userName }) => [userId, userName]));
  return rows.map((row) => timelineOf(row, events, names));
}
