import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { type Contact, callingCode } from "@/lib/contacts/rules";
import { scopedSql } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { AppError } from "@/lib/errors";
import { keyedHash } from "@/lib/secrets";

/** Codes that may be sent and not be proved, and in how many seconds. A proof gives back what its codes took. */
export const BUDGETS = {
  ip: { points: 60, duration: 3600 },
  contact: { points: 10, duration: 1800 },
  contactDay: { points: 40, duration: 86_400 },
  /** Text messages per country calling code: toll fraud pumps one country. */
  prefix: { points: 500, duration: 3600 },
  all: { points: 3000, duration: 3600 },
} as const;
type Budget = keyof typeof BUDGETS;

const system = dbContext("system");
const storeClient = {
  async query({ name, text, values }: { name: string; text: string; values: unknown[] }) {
    const rows = await scopedSql(system, { name, text, values });
    return { rows, rowCount: rows.length };
  },
};

const limiters = new Map<Budget, RateLimiterPostgres>();
function limiter(budget: Budget): RateLimiterPostgres {
  const known = limiters.get(budget);
  if (known) return known;
  const options = {
    ...BUDGETS[budget],
    keyPrefix: budget,
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
  };
  const made = new RateLimiterPostgres({ ...options, storeClient, storeType: "client" });
  limiters.set(budget, made);
  return made;
}

type Spender = { contact: Contact; ip: string };

/** What a code counts against, the narrowest first, so that one sender cannot use up what belongs to all. */
function accounts({ contact, ip }: Spender): [Budget, string][] {
  const who = `${contact.kind}:${contact.value}`;
  const code = callingCode(contact);
  return [
    ["ip", addressBlock(ip)],
    ["contact", who],
    ["contactDay", who],
    ...(code ? ([["prefix", code]] satisfies [Budget, string][]) : []),
    ["all", ""],
  ];
}

/** Keys are hashed: the table names nobody. */
function keyOf(budget: Budget, value: string): string {
  return keyedHash("budget", budget, value).toString("base64url");
}

/** Takes one code from every budget; refuses when one is used up. */
export async function spendBudgets(spender: Spender): Promise<void> {
  for (const [budget, value] of accounts(spender)) {
    try {
      await limiter(budget).consume(keyOf(budget, value));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const minutes = Math.max(1, Math.ceil(refused.msBeforeNext / 60_000));
      throw new AppError("too_many", "auth.errors.tooManyCodes", { values: { minutes } });
    }
  }
}

/** The contact was proved: nobody was bothered by its codes, so its own budgets start anew and the shared ones get one back. */
export async function refundBudgets(spender: Spender): Promise<void> {
  for (const [budget, value] of accounts(spender)) {
    const key = keyOf(budget, value);
    const own = budget === "contact" || budget === "contactDay";
    await (own ? limiter(budget).delete(key) : limiter(budget).reward(key));
  }
}

/** One address counts for itself; in IPv6 the /64 that one household or office gets. */
export function addressBlock(ip: string): string {
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
