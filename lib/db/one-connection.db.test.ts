import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDb, type Db, scopedDb, scopedTransaction } from "@/lib/db/client";
import { type DbContext, dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { resetEnv } from "@/lib/env";
import { createWorld, type House } from "@/prisma/factories/world";
import { createRandom } from "@/prisma/seed/random";

const ROUNDS = 10_000;
type Side = { context: DbContext; house: House };
let sides: [Side, Side];

beforeAll(async () => {
  vi.stubEnv("DATABASE_POOL_SIZE", "1");
  resetEnv();
  const { a, b } = await createWorld();
  const side = (house: House): Side => ({
    house,
    context: dbContext("store", { sellerId: house.seller.id, userId: house.admin.id }),
  });
  sides = [side(a), side(b)];
});
afterAll(async () => {
  await closeDb();
  vi.unstubAllEnvs();
});

class Undone extends Error {}

/** Everything that this connection shows belongs to this seller. */
async function look(db: Db, { house }: Side): Promise<void> {
  const products = await db.product.findMany({ select: { sellerId: true, id: true } });
  if (products.length !== 2 || products.some((product) => product.sellerId !== house.seller.id)) {
    throw new Error(`Bleed: ${house.seller.slug} saw ${JSON.stringify(products)}`);
  }
}

async function settingsAre({ context, house }: Side): Promise<void> {
  const [row] = await scopedDb(context).$queryRaw<
    { seller: string; role: string }[]
  >`SELECT current_setting('app.seller_id') AS seller, current_user AS role`;
  if (row?.seller !== house.seller.id || row.role !== "tradehall_store")
    throw new Error(`Bleed: ${JSON.stringify(row)}`);
}

/** What can go wrong in a scope, and how it must end. */
const DISTURBANCES: { ends: RegExp | null; run: (side: Side, other: Side) => Promise<unknown> }[] = [
  // A failing statement, alone and in a transaction.
  { ends: /division by zero/, run: ({ context }) => scopedDb(context).$queryRaw`SELECT 1 / 0` },
  {
    ends: /division by zero/,
    run: (side) =>
      scopedTransaction(side.context, async (db) => {
        await look(db, side);
        await db.$queryRaw`SELECT 1 / 0`;
      }),
  },
  // A refused write at the other seller.
  {
    ends: /row-level security/,
    run: ({ context }, { house }) =>
      scopedDb(context).category.createMany({ data: { sellerId: house.seller.id, id: newId(), name: "Planted" } }),
  },
  // A time-out on the server, alone and in a transaction.
  {
    ends: /statement timeout/,
    run: ({ context }) =>
      scopedTransaction(context, async (db) => {
        await db.$executeRaw`SET LOCAL statement_timeout = 1`;
        await db.$queryRaw`SELECT pg_sleep(1)::text`;
      }),
  },
  // A transaction that its own code gives up, after writing.
  {
    ends: /given up/,
    run: (side) =>
      scopedTransaction(side.context, async (db) => {
        await db.product.updateMany({ where: { sellerId: side.house.seller.id }, data: { stock: 0 } });
        await look(db, side);
        throw new Undone("given up");
      }),
  },
  // An error that the code swallows: the transaction is lost, and COMMIT must not pretend otherwise.
  {
    ends: /aborted|rolled back|ROLLBACK|25P02/,
    run: ({ context }) =>
      scopedTransaction(context, async (db) => {
        await db.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
        await db.product.count();
      }),
  },
  // And what goes well.
  { ends: null, run: (side) => scopedTransaction(side.context, async (db) => await look(db, side)) },
  { ends: null, run: (side) => settingsAre(side) },
];

async function endingOf(run: () => Promise<unknown>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("a pool of one connection", () => {
  it("serves two sellers alternating 10,000 times, failures, time-outs and rollbacks thrown in, without bleed", async () => {
    const random = createRandom(6);
    for (let round = 0; round < ROUNDS; round++) {
      const [side, other] = round % 2 === 0 ? sides : [sides[1], sides[0]];
      const disturbance = round % 20 === 7 || round % 20 === 12 ? random.pick(DISTURBANCES) : null;
      if (!disturbance) {
        await look(scopedDb(side.context), side);
        continue;
      }
      const ending = await endingOf(() => disturbance.run(side, other));
      if (disturbance.ends === null) expect(ending).toBeNull();
      else expect(ending).toMatch(disturbance.ends);
      // The very next use of the connection is the other seller's.
      await look(scopedDb(other.context), other);
      await settingsAre(other);
    }
    for (const { house, context } of sides) {
      const stocks = await scopedDb(context).product.findMany({ select: { stock: true } });
      expect(stocks.map(({ stock }) => stock)).toEqual([1000, 1000]);
      expect(await scopedDb(context).category.count({ where: { sellerId: house.seller.id } })).toBe(1);
    }
  }, 120_000);

  it("serves both sellers when they ask in the same instant", async () => {
    for (let round = 0; round < 200; round++) {
      await Promise.all(
        sides.flatMap((side) => [
          look(scopedDb(side.context), side),
          settingsAre(side),
          look(scopedDb(side.context), side),
        ]),
      );
    }
  });
});
