import "server-only";
import { giveBack, spend } from "@/lib/budgets/commands";
import { BUDGETS, type Budget } from "@/lib/budgets/rules";
import { type Contact, callingCode, contactKey } from "@/lib/contacts/rules";
import { AppError } from "@/lib/errors";

/**
 * Takes the invites that are about to be sent from the budgets, and answers with the contacts that may get one:
 * the others were invited often enough. Refuses all when the seller, or a country, has sent its share.
 */
export async function spendInvites(sellerId: string, contacts: Contact[]): Promise<Contact[]> {
  await spendTogether(BUDGETS.inviteSeller, sellerId, contacts.length);
  const free = await Promise.all(contacts.map((contact) => isFree(sellerId, contact)));
  const sendable = contacts.filter((_, n) => free[n]);
  const perCode = new Map<string, number>();
  for (const contact of sendable) {
    const code = callingCode(contact);
    if (code) perCode.set(code, (perCode.get(code) ?? 0) + 1);
  }
  for (const [code, count] of perCode) await spendTogether(BUDGETS.invitePrefix, code, count);
  return sendable;
}

async function isFree(sellerId: string, contact: Contact): Promise<boolean> {
  const who = contactKey(contact);
  return (
    (await spend(BUDGETS.inviteHere, `${sellerId} ${who}`)) === null &&
    (await spend(BUDGETS.inviteContact, who)) === null
  );
}

/** All or none: what does not fit leaves room for a smaller batch. */
async function spendTogether(budget: Budget, value: string, count: number): Promise<void> {
  const usedUp = await spend(budget, value, count);
  if (!usedUp) return;
  await giveBack(budget, value, count);
  const hours = Math.max(1, Math.ceil(usedUp.seconds / 3600));
  throw new AppError("too_many", "invites.errors.tooManyInvites", { values: { hours } });
}
