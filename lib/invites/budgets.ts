import "server-only";
import { SystemScope } from "@/lib/access/scope";
import { giveBack, reserveEach, spend, spendEach, type UsedUp } from "@/lib/budgets/commands";
import { BUDGETS, type Budget } from "@/lib/budgets/rules";
import { type Contact, callingCode, contactKey } from "@/lib/contacts/rules";
import type { InviteRefusal } from "@/lib/invites/rules";

export type SpentInvites = {
  /** Why a contact gets none, by contactKey(). */
  refused: Map<string, InviteRefusal>;
  /** The seller, or a country, has sent its share: until it starts anew. */
  fullForHours: number | null;
  /** Whose message has to wait, by contactKey(): all sellers together have sent them enough. The seller is not told. */
  notBefore: Map<string, Date>;
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
  if (await fits([[await sellerBudget(sellerId), sellerId]], contacts)) {
    const here = await spendEach(
      BUDGETS.inviteHere,
      contacts.map((contact) => `${sellerId} ${contactKey(contact)}`),
    );
    refuse(
      contacts.filter((_, n) => here[n]),
      "tooOften",
    );
    const sendable = contacts.filter((_, n) => !here[n]);
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
  const passed = contacts.filter((contact) => !refused.has(contactKey(contact)));
  return {
    refused,
    fullForHours: seconds.length > 0 ? Math.max(1, Math.ceil(Math.max(...seconds) / 3600)) : null,
    notBefore: await waitingTimes(sellerId, passed),
  };
}

/** An invite of a member from a shop that is not open yet, by this user: says whether there are no more. */
export async function spendUnopenedInvite(sellerId: string, userId: string): Promise<boolean> {
  const shares: Share[] = [
    [BUDGETS.inviteUnopened, sellerId],
    [BUDGETS.inviteUnopenedUser, userId],
  ];
  return (await spendTogether(shares, 1)) !== null;
}

/** Operators may have given the seller a limit of its own. */
async function sellerBudget(sellerId: string): Promise<Budget> {
  const { db } = SystemScope.resolve("invite budget");
  const seller = await db.seller.findFirst({ where: { id: sellerId }, select: { dailyInvites: true } });
  return { ...BUDGETS.inviteSeller, points: seller?.dailyInvites ?? BUDGETS.inviteSeller.points };
}

/** From when on each may be written to; a seller that invites somebody anew while its message waits has that message's place. */
async function waitingTimes(sellerId: string, contacts: readonly Contact[]): Promise<Map<string, Date>> {
  const keys = contacts.map(contactKey);
  const times = await reserveEach(
    BUDGETS.inviteContact,
    keys.map((value) => ({ value, holder: sellerId })),
  );
  return new Map(
    keys.flatMap((key, n) => {
      const at = times[n];
      return at ? [[key, at] as const] : [];
    }),
  );
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
