import "server-only";
import { giveBack, spend, startAnew } from "@/lib/budgets/commands";
import { addressBlock, addressNetwork, BUDGETS, type Budget } from "@/lib/budgets/rules";
import { type Contact, callingCode, contactKey } from "@/lib/contacts/rules";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";

type Spender = { contact: Contact; ip: string };
/** What a proof does with it: the contact's own start anew, shared ones get one back, paid messages stay paid. */
type Account = [budget: Budget, value: string, proved: "anew" | "back" | "stays"];

/** What a code counts against, the narrowest first, so that one sender cannot use up what belongs to all. */
function accounts({ contact, ip }: Spender): Account[] {
  const who = contactKey(contact);
  const code = callingCode(contact);
  const paid: Account[] = code
    ? [
        [BUDGETS.paidDay, who, "stays"],
        [BUDGETS.prefix, code, "stays"],
      ]
    : [];
  return [
    [BUDGETS.ip, addressBlock(ip), "back"],
    [BUDGETS.network, addressNetwork(ip), "back"],
    [BUDGETS.contactHere, `${who} ${addressBlock(ip)}`, "anew"],
    [BUDGETS.contact, who, "anew"],
    [BUDGETS.contactDay, who, "anew"],
    ...paid,
    [BUDGETS.all, "", code ? "stays" : "back"],
  ];
}

/** Takes one code from every budget; refuses when one is used up. */
export async function spendBudgets(spender: Spender): Promise<void> {
  for (const [budget, value] of accounts(spender)) {
    const usedUp = await spend(budget, value);
    if (!usedUp) continue;
    if (budget === BUDGETS.all && usedUp.first) {
      logger.error({ count: budget.points }, "no more sign-in codes are sent: the budget of all is used up");
    }
    const minutes = Math.max(1, Math.ceil(usedUp.seconds / 60));
    throw new AppError("too_many", "auth.errors.tooManyCodes", { values: { minutes } });
  }
}

/** The contact was proved: nobody was bothered by its codes. */
export async function refundBudgets(spender: Spender): Promise<void> {
  for (const [budget, value, proved] of accounts(spender)) {
    if (proved === "anew") await startAnew(budget, value);
    if (proved === "back") await giveBack(budget, value);
  }
}
