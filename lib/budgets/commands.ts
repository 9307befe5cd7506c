import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Budget } from "@/lib/budgets/rules";
import { scopedSql } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { keyedHash } from "@/lib/secrets";

const system = dbContext("system");
const storeClient = {
  async query({ name, text, values }: { name: string; text: string; values: unknown[] }) {
    const rows = await scopedSql(system, { name, text, values });
    return { rows, rowCount: rows.length };
  },
};

const limiters = new Map<string, RateLimiterPostgres>();
function limiter({ name, points, duration }: Budget): RateLimiterPostgres {
  const known = limiters.get(name);
  if (known) return known;
  const options = { points, duration, keyPrefix: name, tableName: "rate_limits", tableCreated: true };
  const made = new RateLimiterPostgres({ ...options, clearExpiredByTimeout: false, storeClient, storeType: "client" });
  limiters.set(name, made);
  return made;
}

/** Keys are hashed: the table names nobody. */
function keyOf({ name }: Budget, value: string): string {
  return keyedHash("budget", name, value).toString("base64url");
}

/** A used-up budget: when it starts anew, and whether this was the first refusal since it was full. */
export type UsedUp = { seconds: number; first: boolean };

/** Takes points from the budget of `value`; null when there were enough. */
export async function spend(budget: Budget, value: string, points = 1): Promise<UsedUp | null> {
  try {
    await limiter(budget).consume(keyOf(budget, value), points);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const first = refused.consumedPoints - points <= budget.points;
    return { seconds: Math.ceil(refused.msBeforeNext / 1000), first };
  }
}

export async function hasLeft(budget: Budget, value: string): Promise<boolean> {
  const spent = await limiter(budget).get(keyOf(budget, value));
  return spent === null || spent.consumedPoints < budget.points;
}

export async function giveBack(budget: Budget, value: string, points = 1): Promise<void> {
  await limiter(budget).reward(keyOf(budget, value), points);
}

export async function startAnew(budget: Budget, value: string): Promise<void> {
  await limiter(budget).delete(keyOf(budget, value));
}
