import "server-only";
import { getTranslations } from "next-intl/server";
import type { OperatorScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { PLATFORM_ID } from "@/lib/db/ids";
import { notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { MessageStatus, TimelineMessage } from "@/lib/messages/rules";
import { type MessageFilter, type MessageListInput, messageListInput } from "@/lib/messages/schema";
import type { Channel } from "@/lib/messages/templates";
import { timelineOf } from "@/lib/messages/timeline";
import { pageOf } from "@/lib/paging";
import { likeText } from "@/lib/text";

/** Null: the platform's own. Whom it went to is no operator's business. */
type MessageSeller = { slug: string; name: string } | null;
export type MessageRow = {
  sellerId: string;
  id: string;
  seller: MessageSeller;
  channel: Channel;
  template: string;
  status: MessageStatus;
  attempts: number;
  error: string | null;
  createdAt: string;
};

const COLUMNS = {
  sellerId: true,
  id: true,
  channel: true,
  template: true,
  status: true,
  attempts: true,
  error: true,
  createdAt: true,
} as const;

/** The newest first; in a state, of a channel, of the sellers whose name contains something. */
export async function listMessages(
  scope: OperatorScope,
  input: Omit<MessageListInput, "open">,
): Promise<{ items: MessageRow[]; nextCursor: string | null }> {
  const where: Prisma.MessageWhereInput = {
    ...(input.status && { status: input.status }),
    ...(input.channel && { channel: input.channel }),
    ...(input.seller && { sellerId: { in: await sellersNamed(scope, input.seller) } }),
    ...(input.cursor && { id: { lt: input.cursor[0] } }),
  };
  const rows = await scope.db.message.findMany({
    where,
    orderBy: { id: "desc" },
    take: input.limit + 1,
    select: COLUMNS,
  });
  const page = pageOf(rows, input.limit, (row) => [row.id]);
  const sellers = await scope.db.seller.findMany({
    where: { id: { in: [...new Set(page.items.map(({ sellerId }) => sellerId))] } },
    select: { id: true, slug: true, name: true },
  });
  const known = new Map(sellers.map(({ id, slug, name }) => [id, { slug, name }]));
  return {
    ...page,
    items: page.items.map((row) => ({
      ...row,
      seller: known.get(row.sellerId) ?? null,
      channel: row.channel === "sms" ? "sms" : "email",
      status: row.status as MessageStatus,
      createdAt: row.createdAt.toISOString(),
    })),
  };
}

const MANY = 50;

async function sellersNamed(scope: OperatorScope, text: string): Promise<string[]> {
  const contains = likeText(text);
  const found = await scope.db.seller.findMany({
    where: { OR: [{ name: { contains, mode: "insensitive" } }, { slug: { contains, mode: "insensitive" } }] },
    take: MANY,
    select: { id: true },
  });
  const own = "tradehall".includes(text.toLowerCase()) ? [PLATFORM_ID] : [];
  return [...own, ...found.map(({ id }) => id)];
}

/** The states that somebody may have to do something about; of what is done there are too many to count. */
const COUNTED = ["queued", "sending", "parked"] as const satisfies readonly MessageStatus[];
export type WaitingCounts = Record<(typeof COUNTED)[number], number>;

export async function countWaiting(scope: OperatorScope): Promise<WaitingCounts> {
  const groups = await scope.db.message.groupBy({
    by: ["status"],
    where: { status: { in: [...COUNTED] } },
    _count: true,
  });
  const counts = new Map(groups.map(({ status, _count }) => [status, _count]));
  return { queued: counts.get("queued") ?? 0, sending: counts.get("sending") ?? 0, parked: counts.get("parked") ?? 0 };
}

/** One message with its steps. */
export async function getMessage(scope: OperatorScope, sellerId: string, id: string): Promise<TimelineMessage> {
  const row = await scope.db.message.findFirst({ where: { sellerId, id }, select: COLUMNS });
  if (!row) throw notFoundError();
  const events = await scope.db.messageEvent.findMany({ where: { sellerId, messageId: id } });
  const people = await scope.db.user.findMany({
    where: { id: { in: events.flatMap(({ byUserId }) => byUserId ?? []) } },
    select: { id: true, name: true },
  });
  return timelineOf(row, events, new Map(people.map((person) => [person.id, person.name])));
}

/** Everything that the filter finds, for a spreadsheet. */
export async function messageCsvLines(scope: OperatorScope, filter: MessageFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("delivery"), getTranslations("status.message")]);
  return lines();

  async function* lines() {
    const names = ["when", "seller", "what", "channel", "state", "tries", "reason"] as const;
    yield csvLine(names.map((name) => t(`admin.${name}`)));
    let cursor: MessageListInput["cursor"];
    do {
      const { items, nextCursor } = await listMessages(scope, { ...filter, cursor, limit: 500 });
      for (const { createdAt, seller, template, channel, status, attempts, error } of items) {
        const what = t.has(`templates.${template}`) ? t(`templates.${template}`) : template;
        const name = seller?.name ?? t("admin.platform");
        yield csvLine([createdAt, name, what, t(`channels.${channel}`), tStatus(status), attempts, error]);
      }
      cursor = nextCursor ? messageListInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}
