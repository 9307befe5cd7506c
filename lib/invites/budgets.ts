import "server-only";
import { giveBack, spend, spendEach, type UsedUp } from "@/lib/budgets/commands";
import { BUDGETS, type Budget } from "@/lib/budgets/rules";
import { type Contact, callingCode, contactKey } from "@/lib/contacts/rules";
import type { InviteRefusal } from "@/lib/invites/rules";

export type SpentInvites = {
  /** Why a contact gets none, by contactKey(). */
  refused: Map<string, InviteRefusal>;
  /** The seller, or a country, has sent its share: until it starts anew. */
  fullForHours: number | null;
};

/**
 * Takes the invites that are about to be sent from the budgets, a few statements for all of them. The seller's share and a country's are
 * given all or none: what does not fit leaves room for a smaller batch.
 */
export async function spendInvites(sellerId: string, contacts: readonly Contact[]): Promise<SpentInvites> {
  const refused = new Map<string, InviteRefusal>();
  const seconds: number[] = [];
  const refuse = (left: readonly Contact[], reason: InviteRefusal) => {
    for (const contact of left) refused.set(contactKey(contact), reason);
  };
  const fits = async (share: Share[], batch: readonly Contact[]) => {
    const usedUp = await spendTogether(share, batch.length);
    if (!usedUp) return true;
    refuse(batch, "dailyLimit");
    seconds.push(usedUp.seconds);
    return false;
  };
  if (await fits([[BUDGETS.inviteSeller, sellerId]], contacts)) {
    const sendable = await spendForEach(sellerId, contacts);
    const free = new Set(sendable);
    refuse(
      contacts.filter((contact) => !free.has(contact)),
      "tooOften",
    );
    for (const [code, batch] of byCallingCode(sendable)) {
      await fits(
        [
          [BUDGETS.invitePrefixHere, `${sellerId} ${code}`],
          [BUDGETS.invitePrefix, code],
        ],
        batch,
      );
    }
  }
  return { refused, fullForHours: seconds.length > 0 ? Math.max(1, Math.ceil(Math.max(...seconds) / 3600)) : null };
}

/** Who was not invited too often by now, here and by all sellers together. */
async function spendForEach(sellerId: string, contacts: readonly Contact[]): Promise<Contact[]> {
  const here = await spendEach(
    BUDGETS.inviteHere,
    contacts.map((contact) => `${sellerId} ${contactKey(contact)}`),
  );
  const free = contacts.filter((_, n) => !here[n]);
  const anywhere = await spendEach(BUDGETS.inviteContact, free.map(contactKey));
  return free.filter((_, n) => !anywhere[n]);
}

function byCallingCode(contacts: readonly Contact[]): Map<string, Contact[]> {
  const batches = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const code = callingCode(contact);
    if (!code) continue;
    const batch = batches.get(code);
    if (batch) batch.push(contact);
    else batches.set(code, [contact]);
  }
  return batches;
}

type Share = [budget: Budget, value: string];

async function spendTogether(shares: readonly Share[], count: number): Promise<UsedUp | null> {
  for (const [n, [budget, value]] of shares.entries()) {
    const usedUp = count > 0 ? await spend(budget, value, count) : null;
    if (!usedUp) continue;
    for (const [taken, of] of shares.slice(0, n + 1)) await giveBack(taken, of, count);
    return usedUp;
  }
  return null;
}
