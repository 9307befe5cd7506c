import "server-only";
import { exhaust, giveBack, hasLeft, spend, startAnew } from "@/lib/budgets/commands";
import { addressBlock, addressNetwork, BUDGETS, type Budget } from "@/lib/budgets/rules";
import { type Contact, callingCode, contactKey } from "@/lib/contacts/rules";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";

/** `browser` is the random value of the browser's own cookie. */
type Spender = { contact: Contact; ip: string; browser: string };
/** What a proof does with it: the contact's own start anew, shared ones get one back, what was sent stays sent. */
type Account = [budget: Budget, value: string, proved: "anew" | "back" | "stays"];

/** What a code counts against, the narrowest first, so that one sender cannot use up what belongs to all. */
async function accounts({ contact, ip, browser }: Spender): Promise<Account[]> {
  const who = contactKey(contact);
  const code = callingCode(contact);
  const network = addressNetwork(ip);
  const inBrowser = `${who} ${browser}`;
  const known = !(await hasLeft(BUDGETS.knownBrowser, inBrowser));
  const asked: Account[] = known
    ? [[BUDGETS.contactKnown, inBrowser, "anew"]]
    : [
        [BUDGETS.contactHere, `${who} ${network}`, "anew"],
        [BUDGETS.contactHereDay, `${who} ${network}`, "anew"],
        [BUDGETS.contact, who, "anew"],
        [BUDGETS.contactDay, who, "anew"],
      ];
  const paid: Account[] = code ? [[BUDGETS.prefix, code, "stays"]] : [];
  return [
    [BUDGETS.ip, addressBlock(ip), "back"],
    [BUDGETS.network, network, "back"],
    ...asked,
    [BUDGETS.sentDay, who, "stays"],
    ...paid,
    [BUDGETS.all, "", code ? "stays" : "back"],
  ];
}

/** Takes one code from every budget; refuses when one is used up. */
export async function spendBudgets(spender: Spender): Promise<void> {
  for (const [budget, value] of await accounts(spender)) {
    const usedUp = await spend(budget, value);
    if (!usedUp) continue;
    if (budget === BUDGETS.all && usedUp.first) {
      logger.error({ count: budget.points }, "no more sign-in codes are sent: the budget of all is used up");
    }
    const minutes = Math.max(1, Math.ceil(usedUp.seconds / 60));
    throw new AppError("too_many", "auth.errors.tooManyCodes", { values: { minutes } });
  }
}

/** The contact was proved: nobody was bothered by its codes, and this browser is known from now on. */
export async function refundBudgets(spender: Spender): Promise<void> {
  for (const [budget, value, proved] of await accounts(spender)) {
    if (proved === "anew") await startAnew(budget, value);
    if (proved === "back") await giveBack(budget, value);
  }
  await exhaust(BUDGETS.knownBrowser, `${contactKey(spender.contact)} ${spender.browser}`);
}
