import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { approveListed } from "@/lib/clients/approval/commands";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { lockCustomers } from "@/lib/customers/queries";
import type { Db } from "@/lib/db/client";
import { closeWayIn } from "@/lib/invites/acceptance/commands";
import { registerInvites } from "@/lib/invites/commands";

export type HandOver = { contactId: string; contact: Contact; fromId: string; intoId: string };

/**
 * A number leaves the user who had it before, who keeps everything else, and counts as proved by its new owner: alive invites to it and client
 * lists let in whoever has it now. Not where its former owner was in: those sellers meant them. The caller has locked the contact.
 */
export async function handOver(db: Db, scope: SystemScope, given: HandOver): Promise<void> {
  const { contactId, contact, fromId, intoId } = given;
  const now = new Date();
  await db.contact.updateMany({
    where: { id: contactId, userId: fromId },
    data: { userId: intoId, verifiedAt: now, provedAt: now },
  });
  // In other browsers, too, nobody goes on waiting for a proof of a user whose number this was.
  await db.session.updateMany({
    where: { userId: fromId, contactId, heldAt: { not: null }, endedAt: null },
    data: { endedAt: now },
  });
  await recordAudit(db, scope, {
    action: "contact.handed_over",
    targetKind: "contact",
    targetId: contactId,
    data: { kind: contact.kind, from: fromId },
  });
  const sellers = await passInvites(db, given);
  await registerInvites(db, scope, { userId: intoId, contact });
  for (const sellerId of sellers) await closeWayIn(db, sellerId, fromId);
  const known = await db.customer.findMany({
    where: { userId: fromId, joinDate: { not: null } },
    select: { sellerId: true },
  });
  await approveListed(db, scope, { userId: intoId, contact, notAt: known.map(({ sellerId }) => sellerId) });
}

/** Alive invites to the number are meant for whoever has it; so are the rows that wait for nothing but their answer. Returns their sellers. */
async function passInvites(db: Db, { contact, fromId, intoId }: HandOver): Promise<string[]> {
  const lookups = contactLookups(contact);
  const invites = await db.invite.findMany({
    where: {
      userId: fromId,
      kind: "customer",
      status: "sent",
      contactKind: contact.kind,
      contactLookup: { in: lookups },
      expiresAt: { gt: new Date() },
    },
    select: { sellerId: true, id: true },
    orderBy: { sellerId: "asc" },
  });
  for (const { sellerId, id } of invites) {
    const rows = await lockCustomers(db, sellerId, [fromId, intoId]);
    if (!rows.some(({ userId }) => userId === intoId)) {
      await db.customer.updateMany({
        where: { sellerId, userId: fromId, status: "invited", joinDate: null },
        data: { userId: intoId },
      });
    }
    await db.invite.updateMany({ where: { sellerId, id }, data: { userId: intoId } });
  }
  return invites.map(({ sellerId }) => sellerId);
}
