import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type DbContext, dbContextStorage } from "@/lib/db/context";
import { createPool } from "@/lib/db/pool";
import { statementName } from "@/lib/db/statement-names";
import { appDatabaseUrl, operatorDatabaseUrl } from "@/lib/db/urls";
import { env } from "@/lib/env";
import { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

type Unscopable = "findUnique" | "findUniqueOrThrow";
type ModelKey = Uncapitalize<Prisma.ModelName>;

/**
 * Prisma inside one scope. findUnique is missing on purpose: Prisma batches it across requests
 * and runs the batch outside the caller's scope.
 */
export type Db = { [Model in ModelKey]: Omit<PrismaClient[Model], Unscopable> } & Pick<
  Prisma.TransactionClient,
  "$queryRaw" | "$executeRaw"
>;

type Connection = { pool: pg.Pool; prisma: PrismaClient };

// One per process, also across hot reloads in development.
const shared = globalThis as { tradehallPools?: { app?: Connection; operator?: Connection } };
shared.tradehallPools ??= {};
const connections = shared.tradehallPools;

function connect(url: string): Connection {
  const pool = createPool(url, env().DATABASE_POOL_SIZE);
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementName });
  return { pool, prisma: new PrismaClient({ adapter, errorFormat: "minimal" }) };
}

function connection(context: DbContext): Connection {
  if (context.role === "operator") {
    connections.operator ??= connect(operatorDatabaseUrl());
    return connections.operator;
  }
  connections.app ??= connect(appDatabaseUrl());
  return connections.app;
}

const models = new Set<string>(
  Object.keys(Prisma.ModelName).map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
);

/** Every operation of the returned client runs in `context`, each in a transaction of its own. */
export function scopedDb(context: DbContext): Db {
  const { prisma } = connection(context);
  const delegates = new Map<string, object>();
  const handler: ProxyHandler<PrismaClient> = {
    get(target, key) {
      if (typeof key !== "string") return undefined;
      if (key === "$queryRaw" || key === "$executeRaw") {
        return (...args: unknown[]) => within(context, () => Reflect.apply(target[key], target, args));
      }
      if (!models.has(key)) return undefined;
      const known = delegates.get(key);
      if (known) return known;
      const delegate = scopedDelegate(context, Reflect.get(target, key));
      delegates.set(key, delegate);
      return delegate;
    },
  };
  return new Proxy(prisma, handler);
}

function scopedDelegate(context: DbContext, delegate: object): object {
  return new Proxy(delegate, {
    get(target, operation) {
      if (operation === "findUnique" || operation === "findUniqueOrThrow") {
        throw new Error(`${operation} leaves the scope (Prisma batches it); use findFirst.`);
      }
      const run: unknown = Reflect.get(target, operation);
      if (typeof run !== "function") return run;
      return (...args: unknown[]) => within(context, () => Reflect.apply(run, target, args));
    },
  });
}

/** Prisma's promises are lazy: they must be awaited inside the storage, or they run outside the scope. */
function within<T>(context: DbContext, run: () => PromiseLike<T>): Promise<T> {
  return dbContextStorage.run(context, async () => await run());
}

/** Runs `run` in one transaction of the scope. Inside, queries go one after the other, never in Promise.all. */
export function scopedTransaction<T>(context: DbContext, run: (db: Db) => Promise<T>, timeout = 20_000): Promise<T> {
  const { prisma } = connection(context);
  return within(context, () => prisma.$transaction(async (tx) => await run(tx), { maxWait: 5_000, timeout }));
}

/** One named SQL statement in a scope, without Prisma: for the few reads where every tenth of a millisecond counts. */
export async function scopedSql<Row extends pg.QueryResultRow>(
  context: DbContext,
  statement: { name: string; text: string; values: unknown[] },
): Promise<Row[]> {
  const { pool } = connection(context);
  const result = await within(context, () => pool.query<Row>(statement));
  return result.rows;
}

/** Closes all connections: for scripts and tests. */
export async function closeDb(): Promise<void> {
  for (const key of ["app", "operator"] as const) {
    const open = connections[key];
    connections[key] = undefined;
    await open?.prisma.$disconnect();
    await open?.pool.end();
  }
}
