import "server-only";
import { SystemScope, type VisitorScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spend } from "@/lib/budgets/commands";
import { addressBlock, BUDGETS } from "@/lib/budgets/rules";
import { formatContact } from "@/lib/contacts/rules";
import { appUrl } from "@/lib/env";
import { contactOf, findLinkedInvite, findReplacement } from "@/lib/invites/queries";
import { tellMembers } from "@/lib/sellers/notices/commands";

/**
 * Whoever holds a link that does not let them in asks for a new one: noted on the invite once, told to those who may send it. Every link is answered
 * alike, also one that never was: a stranger learns nothing by asking.
 */
export async function askForNewInvite(
  { origin }: VisitorScope,
  { seller: slug, token }: { seller: string; token: string },
): Promise<void> {
  if (origin.ip && (await spend(BUDGETS.askAgain, addressBlock(origin.ip)))) return;
  const opened = await findLinkedInvite(slug, token);
  if (opened?.seller.status !== "open") return;
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
    await tellMembers(db, seller, "invites.write", {
      template: "invite-asked-again",
      sellerName: seller.name,
      customerName: opened.company ?? opened.name ?? formatContact(contactOf(opened)),
      link: `${appUrl()}/vendor/${slug}/invites?asked=1`,
    });
  });
}
