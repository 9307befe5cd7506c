import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import { appUrl } from "@/lib/env";
import type { MessageStatus } from "@/lib/messages/rules";
import { idAt } from "../factories/db";
import { messageRows, type NewSentMessage } from "../factories/messages";
import type { inviteRow } from "../factories/sellers";
import type { Rows } from "./rows";

type Fate = Pick<NewSentMessage, "error" | "steps"> & { status: MessageStatus };

const DELIVERED: Fate = { status: "delivered", steps: ["accepted", "sent", "delivered"] };
/** What may become of an invite that nobody has followed yet. */
const FATES: Record<Contact["kind"], readonly Fate[]> = {
  phone: [
    DELIVERED,
    { status: "parked", error: "lost_answer", steps: [["parked", "lost_answer"]] },
    { status: "failed", error: "twilio_30003", steps: ["accepted", "sent", ["failed", "twilio_30003"]] },
  ],
  email: [
    DELIVERED,
    { status: "sent", steps: ["accepted", "sent", "delayed"] },
    { status: "failed", error: "hard_bounce", steps: ["accepted", "sent", ["bounced", "hard_bounce"]] },
  ],
};

/** The message of an invite, and what became of it. Who came in has got it; of the others some went astray. */
export function addInviteMessage(
  rows: Rows,
  seller: { id: string; slug: string; name: string },
  to: Contact,
  { row, token }: ReturnType<typeof inviteRow>,
  inviter: string | null = null,
): void {
  const waiting = row.status === "sent" || row.status === "expired";
  const fates = FATES[to.kind];
  const fate = (waiting && fates[rows.messages.length % fates.length]) || DELIVERED;
  const { message, events } = messageRows({
    seller,
    to,
    invite: row,
    user: { id: row.userId },
    ...fate,
    worded: {
      ...(row.role ? { template: "member-invite", inviter, role: row.role } : { template: "customer-invite" }),
      sellerName: seller.name,
      link: `${appUrl()}/invite/${seller.slug}/${token}`,
      expiresAt: row.expiresAt.toISOString(),
    },
    createdAt: row.createdAt,
  });
  rows.messages.push(message);
  rows.messageEvents.push(...events);
  if (fate.error === "hard_bounce") addSuppression(rows, to, row.createdAt);
}

/** Nothing but codes is sent any more to an address that does not exist. */
function addSuppression(rows: Rows, contact: Contact, createdAt: Date): void {
  const id = idAt(createdAt);
  rows.suppressions.push({
    id,
    kind: contact.kind,
    value: sealContact("suppressions.value", id, contact),
    lookup: Uint8Array.from(contactLookups(contact)[0] ?? []),
    reason: "hard_bounce",
    createdAt,
  });
}
