import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDb, scopedDb, scopedSql, scopedTransaction } from "@/lib/db/client";
import { type DbContext, dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { createPool } from "@/lib/db/pool";
import { appDatabaseUrl } from "@/lib/db/urls";
import { resetEnv } from "@/lib/env";
import { daysAgo } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createWorld, type House } from "@/prisma/factories/world";

// One test per trap that lib/db closes; one connection, so that what it inherits is seen.
let owner: pg.Client;
let a: House;
let b: House;
let storeA: DbContext;
let storeB: DbContext;

beforeAll(async () => {
  vi.stubEnv("DATABASE_POOL_SIZE", "1");
  resetEnv();
  owner = await connectOwner();
  ({ a, b } = await createWorld());
  storeA = dbContext("store", { sellerId: a.seller.id });
  storeB = dbContext("store", { sellerId: b.seller.id });
});
afterAll(async () => {
  await owner.end();
  await closeDb();
  vi.unstubAllEnvs();
});

async function backend(context: DbContext): Promise<number> {
  const [row] = await scopedSql<{ pid: number }>(context, {
    name: "pid",
    text: "SELECT pg_backend_pid() AS pid",
    values: [],
  });
  return row?.pid ?? 0;
}

async function sellersSeen(context: DbContext): Promise<string[]> {
  const products = await scopedDb(context).product.findMany({ select: { sellerId: true } });
  return [...new Set(products.map(({ sellerId }) => sellerId))];
}

describe("findUnique", () => {
  it("is refused: Prisma would batch it across requests, outside the scope", () => {
    const delegate: object = scopedDb(storeA).product;
    for (const operation of ["findUnique", "findUniqueOrThrow"]) {
      expect(() => Reflect.get(delegate, operation)).toThrow("use findFirst");
    }
  });

  it("of a whole tick with findFirst instead: each answer is its own scope's", async () => {
    const contexts = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? storeA : storeB));
    const found = await Promise.all(
      contexts.map((context) => scopedDb(context).category.findFirst({ select: { sellerId: true } })),
    );
    expect(found.map((row) => row?.sellerId)).toEqual(
      contexts.map((context) => (context === storeA ? a : b).seller.id),
    );
  });
});

describe("lazy promises", () => {
  it("run in the scope that they were made in, wherever they are awaited", async () => {
    const made = scopedDb(storeA).product.findMany({ select: { sellerId: true } });
    const elsewhere = await scopedTransaction(
      storeB,
      async (db) => await db.product.findFirst({ select: { sellerId: true } }),
    );
    expect(elsewhere?.sellerId).toBe(b.seller.id);
    expect(new Set((await made).map(({ sellerId }) => sellerId))).toEqual(new Set([a.seller.id]));
  });

  it("start at once, also when nobody awaits them", async () => {
    const id = newId();
    const unawaited = scopedDb(storeA).category.createMany({ data: { sellerId: a.seller.id, id, name: "Unawaited" } });
    await vi.waitFor(async () => expect(await scopedDb(storeA).category.count({ where: { id } })).toBe(1));
    await unawaited;
  });
});

describe("without a scope", () => {
  it("the pool's connections may do nothing", async () => {
    const pool = createPool(appDatabaseUrl(), 1);
    await expect(pool.query({ text: "SELECT * FROM public.products" })).rejects.toThrow("permission denied");
    await pool.end();
  });

  it("a scope ends with its transaction: role and settings are gone from the connection", async () => {
    const pool = createPool(appDatabaseUrl(), 1);
    const bare = "SELECT current_user AS role, current_setting('app.seller_id', true) AS seller";
    const { dbContextStorage } = await import("@/lib/db/context");
    const inside = await dbContextStorage.run(storeA, async () => await pool.query({ text: bare }));
    expect(inside.rows).toEqual([{ role: "tradehall_store", seller: a.seller.id }]);
    // The setting is now '', not NULL: policies read both as "no seller".
    expect((await pool.query({ text: bare })).rows).toEqual([{ role: "tradehall_app", seller: "" }]);
    await pool.end();
  });

  it("a setting that was left '' by an earlier transaction shows no rows", async () => {
    await sellersSeen(storeA);
    expect(await sellersSeen(dbContext("store"))).toEqual([]);
  });
});

describe("an error in a pipelined query", () => {
  it("is the query's own error, leaves nothing behind, and the connection is not used again", async () => {
    const before = await backend(storeA);
    await expect(scopedDb(storeA).$queryRaw`SELECT 1 / 0`).rejects.toThrow("division by zero");
    const after = await backend(storeB);
    expect(after).not.toBe(before);
    expect(await sellersSeen(storeB)).toEqual([b.seller.id]);
  });

  it("loses what the same statement wrote before it failed", async () => {
    const name = "Half written";
    const insert = `INSERT INTO categories (seller_id, id, name) VALUES ($1, $2, $3) RETURNING 1 / (position - position)`;
    await expect(
      scopedSql(storeA, { name: "half", text: insert, values: [a.seller.id, newId(), name] }),
    ).rejects.toThrow("division by zero");
    expect(await scopedDb(storeA).category.count({ where: { name } })).toBe(0);
  });
});

describe("a failed COMMIT or ROLLBACK", () => {
  it("COMMIT refused by a deferred check: the error is told, the connection destroyed, the next scope its own", async () => {
    await owner.query(`CREATE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused at commit'; END $$;
      GRANT EXECUTE ON FUNCTION refuse_late TO tradehall_store;
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON categories DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.name = 'late') EXECUTE FUNCTION refuse_late()`);
    const data = { sellerId: a.seller.id, id: newId(), name: "late" };
    const runs = [
      () => scopedTransaction(storeA, async (db) => await db.category.createMany({ data })),
      () => scopedDb(storeA).category.createMany({ data }),
    ];
    for (const run of runs) {
      const before = await backend(storeA);
      await expect(run()).rejects.toThrow("refused at commit");
      expect(await backend(storeB)).not.toBe(before);
      expect(await sellersSeen(storeB)).toEqual([b.seller.id]);
      expect(await sellersSeen(dbContext("store"))).toEqual([]);
    }
    expect(await scopedDb(storeA).category.count({ where: { name: "late" } })).toBe(0);
  });

  it("connection lost in the middle: ROLLBACK cannot be sent, the next scope gets a new connection", async () => {
    const run = scopedTransaction(storeA, async (db) => {
      await db.product.updateMany({ where: { sellerId: a.seller.id }, data: { stock: 7 } });
      const [row] = await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await owner.query("SELECT pg_terminate_backend($1)", [row?.pid]);
      await db.product.count();
    });
    await expect(run).rejects.toThrow();
    expect(await sellersSeen(storeB)).toEqual([b.seller.id]);
    expect(await scopedDb(storeA).product.count({ where: { stock: 7 } })).toBe(0);
  });

  it("connection lost while a single query runs: that query fails, the process lives, the next scope gets a new connection", async () => {
    const sleeping = scopedSql(storeA, { name: "sleep", text: "SELECT pg_sleep(20)::text", values: [] });
    const failure = sleeping.catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const { rows } = await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(20)%' AND datname = current_database()",
      );
      expect(rows).toHaveLength(1);
    });
    expect(await failure).toBeInstanceOf(Error);
    expect(await sellersSeen(storeB)).toEqual([b.seller.id]);
  });

  it("a connection that is released inside a transaction is destroyed", async () => {
    const pool = createPool(appDatabaseUrl(), 1);
    const client = await pool.connect();
    await client.query("BEGIN");
    client.release();
    expect(pool.totalCount).toBe(0);
    await pool.end();
  });

  it("a transaction that outlives its time is rolled back and leaves no scope behind", async () => {
    const { dbContextStorage } = await import("@/lib/db/context");
    const pool = createPool(appDatabaseUrl(), 1);
    const client = await dbContextStorage.run(storeA, async () => await pool.connect());
    await client.query("BEGIN");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 1");
    await vi.waitFor(async () => {
      const { rows } = await owner.query(
        "SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND datname = current_database()",
      );
      expect(rows).toEqual([]);
    });
    await expect(client.query("SELECT 1")).rejects.toThrow();
    client.release();
    expect((await pool.query({ text: "SELECT current_user AS role" })).rows).toEqual([{ role: "tradehall_app" }]);
    await pool.end();
  });

  it("a scoped connection that does not open with BEGIN is refused", async () => {
    const { dbContextStorage } = await import("@/lib/db/context");
    const pool = createPool(appDatabaseUrl(), 1);
    const client = await dbContextStorage.run(storeA, async () => await pool.connect());
    expect(() => client.query("SELECT 1")).toThrow("must open with BEGIN");
    client.release(true);
    await pool.end();
  });
});

describe("named statements", () => {
  it("are prepared once per connection and planned for whichever scope comes", async () => {
    for (let round = 0; round < 8; round++) {
      expect(await sellersSeen(storeA)).toEqual([a.seller.id]);
      expect(await sellersSeen(storeB)).toEqual([b.seller.id]);
    }
  });
});

describe("what is audited", () => {
  it.each([
    ["shop", "customer"],
    ["store", "member"],
    ["account", "user"],
    ["operator", "operator"],
  ] as const)("happens now, for whoever acts as %s", async (role, actorKind) => {
    const sellerId = a.seller.id;
    const context = dbContext(role, { sellerId, customerId: a.customer.id, userId: a.buyer.id });
    const write = (createdAt: Date) => {
      const data = { sellerId, id: newId(), actorId: a.buyer.id, actorKind, action: "test.event", createdAt };
      return scopedDb(context).auditEvent.createMany({ data });
    };
    await write(new Date());
    await expect(write(daysAgo(1))).rejects.toThrow(/row-level security/);
    await expect(write(daysAgo(-1))).rejects.toThrow(/row-level security/);
  });
});
