import "server-only";
import { type AccountScope, SystemScope, type VisitorScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spend } from "@/lib/budgets/commands";
import { addressBlock, BUDGETS } from "@/lib/budgets/rules";
import { formatContact } from "@/lib/contacts/rules";
import { type Asked, askFor } from "@/lib/customers/requests/commands";
import { appUrl } from "@/lib/env";
import { notFoundError } from "@/lib/errors";
import { findLinkedInvite, findReplacement, isAlive, kindOf, takesNobody } from "@/lib/invites/links/queries";
import { contactOf } from "@/lib/invites/queries";
import { tellMembers } from "@/lib/sellers/notices/commands";

/**
 * Whoever holds a link that no longer lets its recipient in asks for a new one: noted on the invite once, told to those who may send it. Every link is
 * answered alike, also one that never was or that still works: a stranger learns nothing by asking.
 */
export async function askForNewInvite(
  { origin }: VisitorScope,
  { seller: slug, token }: { seller: string; token: string },
): Promise<void> {
  if (origin.ip && (await spend(BUDGETS.askAgain, addressBlock(origin.ip)))) return;
  const opened = await findLinkedInvite(slug, token);
  if (!opened || takesNobody(opened) || isAlive(opened)) return;
  const { seller } = opened;
  const { id } = (await findReplacement(opened)) ?? opened;
  const scope = SystemScope.resolve("new invite asked for", { origin });
  await scope.tx(async (db) => {
    const { count } = await db.invite.updateMany({
      where: { sellerId: seller.id, id, askedAgainAt: null },
      data: { askedAgainAt: new Date() },
    });
    if (count === 0) return;
    await recordAudit(db, scope, {
      sellerId: seller.id,
      action: "invite.asked_again",
      targetKind: "invite",
      targetId: id,
    });
    if (await spend(BUDGETS.askAgainHere, seller.id)) return;
    const isMember = kindOf(opened) === "member";
    await tellMembers(db, seller, isMember ? "members.write" : "invites.write", {
      template: "invite-asked-again",
      sellerName: seller.name,
      customerName: opened.company ?? opened.name ?? formatContact(contactOf(opened)),
      link: `${appUrl()}/vendor/${slug}/${isMember ? "members" : "invites?asked=1"}`,
    });
  });
}

export type OwnAsk = { seller: string; token: string; note: string | null; company: string | null };

/**
 * Somebody signed in opened an invite to a contact that is not theirs: they ask in their own name, with their own contact. The invite and its
 * recipient have no part in that.
 */
export async function askInOwnName(account: AccountScope, { seller, token, note, company }: OwnAsk): Promise<Asked> {
  const opened = await findLinkedInvite(seller, token);
  if (!opened || kindOf(opened) === "member") throw notFoundError();
  return await askFor(account, { seller, note, company, byInvite: true });
}
