import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { lockContacts } from "@/lib/contacts/locking/commands";
import type { Contact, ContactProblem } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { requirePriceList } from "@/lib/customers/commands";
import type { Db } from "@/lib/db/client";
import { AppError, fieldError } from "@/lib/errors";
import { acceptInvite, openInviteColumns } from "@/lib/invites/acceptance/commands";
import { admitInvites } from "@/lib/invites/admission/commands";
import { countContacts, parseInviteLines } from "@/lib/invites/lines";
import { INVITE_LIMIT, type InviteChannel, type InviteRefusal } from "@/lib/invites/rules";
import { memberSender, requireOpenSeller, sendInvites } from "@/lib/invites/sending/commands";
import { requireOwnLinks } from "@/lib/invites/words";
import { acceptMemberInvites } from "@/lib/members/joining/commands";

export type NewInvites = {
  /** Mobile numbers and e-mails, one person per line; national numbers are read with the seller's country. */
  contacts: string;
  name?: string | null;
  company?: string | null;
  priceListId?: string | null;
  channel?: InviteChannel;
  /** In the seller's own words. */
  message?: string | null;
};
export type InviteOutcome = { raw: string } & (
  | { outcome: "sent"; inviteIds: string[] }
  | { outcome: "already_in" }
  | { outcome: "refused"; reason: ContactProblem | InviteRefusal }
);

/** Invites customers: one transaction for all good lines; a line that cannot be read is refused by itself. */
export async function inviteCustomers(scope: StoreScope, input: NewInvites): Promise<InviteOutcome[]> {
  requireOpenSeller(scope);
  const lines = parseInviteLines(input.contacts, scope.seller.country);
  if (lines.length === 0) throw fieldError("contacts", "invites.errors.noContacts");
  if (countContacts(lines) > INVITE_LIMIT) throw fieldError("contacts", "invites.errors.tooMany");
  const { name = null, company = null, priceListId = null, channel = "both", message = null } = input;
  if (message) requireOwnLinks(message);
  await requirePriceList(scope, priceListId);
  const readable = lines.flatMap((line) => ("contacts" in line ? [line] : []));
  const wanted = readable.map((line) => ({
    contacts: line.contacts,
    name: name ?? line.name ?? null,
    company,
    priceListId,
  }));
  const { people, fullForHours } = await admitInvites(scope.seller.id, wanted, channel);
  if (fullForHours !== null && people.every(({ refusal }) => refusal === "dailyLimit")) {
    throw new AppError("too_many", "invites.errors.tooManyInvites", { values: { hours: fullForHours } });
  }
  const outcomes = await scope.tx(async (db) => {
    await rememberWords(db, scope, message);
    return await sendInvites(db, memberSender(scope), people, message);
  });
  const byLine = new Map(readable.map((line, n) => [line, outcomes[n]]));
  return lines.map((line): InviteOutcome => {
    if ("problem" in line) return { raw: line.raw, outcome: "refused", reason: line.problem };
    const outcome = byLine.get(line);
    if (!outcome) throw new Error("Every line has an outcome.");
    return { raw: line.raw, ...outcome };
  });
}

/** The dialog begins with the words that were used last. */
async function rememberWords(db: Db, { seller }: StoreScope, message: string | null): Promise<void> {
  await db.$executeRaw`
    UPDATE sellers SET settings = jsonb_set(settings, '{invites}', COALESCE(settings -> 'invites', '{}') || jsonb_build_object('message', ${message}::text))
    WHERE id = ${seller.id}::uuid AND settings #>> '{invites,message}' IS DISTINCT FROM ${message}::text`;
}

/**
 * Somebody proved a contact (in the caller's transaction): every alive invite to that very contact lets them in, as customer or as member.
 * Waits for whoever is inviting the same contact at this moment, and then sees the newest invite.
 */
export async function registerInvites(
  db: Db,
  scope: SystemScope,
  // `alsoAs`: who they are, too, and may have been turned away as.
  proof: { userId: string; alsoAs?: string; contact: Contact },
): Promise<void> {
  await lockContacts(db, [proof.contact]);
  const invites = await db.invite.findMany({
    where: {
      kind: "customer",
      status: "sent",
      expiresAt: { gt: new Date() },
      contactKind: proof.contact.kind,
      contactLookup: { in: contactLookups(proof.contact) },
    },
    select: openInviteColumns,
    orderBy: { sellerId: "asc" },
  });
  // The audit names the person who proved the contact.
  const by = SystemScope.resolve("invite accepted", { origin: scope.origin, actorId: proof.userId });
  for (const invite of invites) await acceptInvite(db, by, invite, proof);
  await acceptMemberInvites(db, by, proof);
}
