import pg from "pg";
import { type DbContext, dbContextStorage } from "@/lib/db/context";
import { queryInScope } from "@/lib/db/scoped-query";

/**
 * A pool whose every query and transaction opens in the scope of the current DbContext.
 * A single query is sent together with the entering of its scope: one write, one round trip.
 */
export function createPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    // Connections stay: closing idle ones would set and clear a timer for every query.
    idleTimeoutMillis: 0,
    keepAlive: true,
    application_name: "tradehall",
  } as pg.PoolConfig);
  // A lost idle connection is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => {});
  pool.on("connect", watchForErrors);

  const plainConnect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  pool.connect = (async () => {
    const context = dbContextStorage.getStore();
    const client = await checkout(plainConnect);
    if (context) openInScope(client, context);
    return client;
  }) as pg.Pool["connect"];
  pool.query = (async (config: pg.QueryConfig) => {
    const context = dbContextStorage.getStore();
    const client = await checkout(plainConnect);
    return context ? await inScope(client, context, config) : await single(client, config);
  }) as pg.Pool["query"];
  return pool;
}

const failed = new WeakSet<object>();

/** Remembers which connections ever saw an error; they are not handed out again. */
function watchForErrors(client: pg.PoolClient): void {
  const { connection } = client as pg.PoolClient & { connection: NodeJS.EventEmitter };
  connection.on("errorMessage", () => failed.add(client));
  // Lost while it is checked out: whoever waits for it is told; without a listener it would end the process.
  client.on("error", () => failed.add(client));
}

/**
 * A connection that is destroyed on release when it is inside a transaction or saw an error:
 * Prisma's adapter releases without an error after a failed COMMIT or ROLLBACK, and the next
 * user would inherit an open transaction with its scope.
 */
async function checkout(connect: () => Promise<pg.PoolClient>): Promise<pg.PoolClient> {
  const client = await connect();
  const release = client.release.bind(client);
  client.release = (reason) => {
    Reflect.deleteProperty(client, "query");
    const idle = (client as pg.PoolClient & { getTransactionStatus(): string | null }).getTransactionStatus() === "I";
    release(reason ?? (!idle || failed.has(client)));
  };
  return client;
}

async function inScope(client: pg.PoolClient, context: DbContext, config: pg.QueryConfig): Promise<pg.QueryResult> {
  try {
    const result = await queryInScope(client, context.enter, config);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function single(client: pg.PoolClient, config: pg.QueryConfig): Promise<pg.QueryResult> {
  try {
    return await client.query(config);
  } finally {
    client.release();
  }
}

/** Replaces the adapter's BEGIN, its first statement on a connection, with the opening of the scope. */
function openInScope(client: pg.PoolClient, context: DbContext): void {
  const query = client.query;
  Object.defineProperty(client, "query", {
    configurable: true,
    value: (first: string | pg.QueryConfig, ...rest: unknown[]) => {
      Reflect.deleteProperty(client, "query");
      const text = typeof first === "string" ? first : first.text;
      if (text !== "BEGIN") throw new Error("A scoped connection must open with BEGIN.");
      return Reflect.apply(query, client, [context.begin, ...rest]);
    },
  });
}
