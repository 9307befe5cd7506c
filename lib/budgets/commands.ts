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
  // What was spent is counted by name, whatever the limit is by now.
  const known = limiters.get(`${name} ${points}`);
  if (known) return known;
  const options = { points, duration, keyPrefix: name, tableName: "rate_limits", tableCreated: true };
  const made = new RateLimiterPostgres({ ...options, clearExpiredByTimeout: false, storeClient, storeType: "client" });
  limiters.set(`${name} ${points}`, made);
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

/** Whoever waits for a place in a budget's days to come, by a name of their own. */
export type Place = { value: string; holder: string };

/**
 * A place in the budget for each of many values, never more than its points in one window: now (null), or in a later window, at a moment of it that
 * chance chooses, so that it does not tell when the budget was begun. A holder has one place to come per value. Values are distinct.
 */
export async function reserveEach(budget: Budget, places: readonly Place[]): Promise<(Date | null)[]> {
  if (places.length === 0) return [];
  const keys = places.map(({ value }) => `${budget.name}:${keyOf(budget, value)}`);
  const holders = places.map(({ value, holder }) => `${budget.name}Waits:${keyOf(budget, `${holder} ${value}`)}`);
  const now = Date.now();
  const duration = budget.duration * 1000;
  // The row is that of the last window in which somebody has a place: those before it are full. In one order, like above.
  const rows = await scopedSql<{ key: string; at: string }>(system, {
    name: "reserve-each",
    text: `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) AS w(key, holder)),
      held AS (SELECT w.key, l.expire AS at FROM wanted w JOIN rate_limits l ON l.key = w.holder AND l.expire > $3::bigint),
      taken AS (
        INSERT INTO rate_limits AS l (key, points, expire)
        SELECT key, 1, $3::bigint + $4::bigint FROM wanted WHERE key NOT IN (SELECT key FROM held) ORDER BY key
        ON CONFLICT (key) DO UPDATE SET points = CASE WHEN l.expire <= $3::bigint OR l.points >= $5::int THEN 1 ELSE l.points + 1 END,
          expire = CASE WHEN l.expire <= $3::bigint THEN excluded.expire WHEN l.points >= $5::int THEN l.expire + $4::bigint ELSE l.expire END
        RETURNING key, expire - $4::bigint AS begins
      ), placed AS MATERIALIZED (
        SELECT key, CASE WHEN begins > $3::bigint THEN begins + floor(random() * $4::bigint / 4)::bigint ELSE 0 END AS at FROM taken
      ), kept AS (
        INSERT INTO rate_limits AS l (key, points, expire) SELECT w.holder, 1, p.at FROM placed p JOIN wanted w USING (key) WHERE p.at > 0 ORDER BY 1
        ON CONFLICT (key) DO UPDATE SET expire = excluded.expire
      )
      SELECT key, at FROM held UNION ALL SELECT key, at FROM placed`,
    values: [keys, holders, now, duration, budget.points],
  });
  const reserved = new Map(rows.map(({ key, at }) => [key, Number(at)]));
  return keys.map((key) => {
    const at = reserved.get(key) ?? 0;
    return at > now ? new Date(at) : null;
  });
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
