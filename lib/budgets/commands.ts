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

/** One point for each of many values, in one statement; says of each whether it was refused. */
export async function spendEach(budget: Budget, values: readonly string[]): Promise<boolean[]> {
  if (values.length === 0) return [];
  const keys = values.map((value) => `${budget.name}:${keyOf(budget, value)}`);
  const now = Date.now();
  // What the limiter does for one: a budget that ran out of time starts anew. In one order, so that two batches cannot wait for each other.
  const rows = await scopedSql<{ key: string; points: number }>(system, {
    name: "spend-each",
    text: `INSERT INTO rate_limits AS l (key, points, expire) SELECT key, 1, $2::bigint FROM unnest($1::text[]) AS key
      ON CONFLICT (key) DO UPDATE SET points = CASE WHEN l.expire <= $3::bigint THEN 1 ELSE l.points + 1 END,
        expire = CASE WHEN l.expire <= $3::bigint THEN excluded.expire ELSE l.expire END
      RETURNING key, points`,
    values: [[...new Set(keys)].sort(), now + budget.duration * 1000, now],
  });
  const spent = new Map(rows.map(({ key, points }) => [key, points]));
  return keys.map((key) => (spent.get(key) ?? 0) > budget.points);
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

/** For as long as the budget lasts, from now on: `hasLeft` says no. */
export async function exhaust(budget: Budget, value: string): Promise<void> {
  await limiter(budget).set(keyOf(budget, value), budget.points, budget.duration);
}
