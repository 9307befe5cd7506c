import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { plainContent } from "@/lib/messages/content";
import { tryOpenMessage } from "@/lib/messages/open";
import type { Channel } from "@/lib/messages/templates";

export type InboxMessage = {
  id: string;
  channel: Channel;
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
  return rows.flatMap((row) => {
    const message = tryOpenMessage(row);
    if (!message) return [];
    const { id, channel, to: recipient, worded, locale } = message;
    const createdAt = row.createdAt.toISOString();
    return [{ id, channel, to: recipient.value, ...plainContent(channel, worded, locale), createdAt }];
  });
}
