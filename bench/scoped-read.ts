// A scoped read of 20 rows by key through Prisma, against the very same SQL through bare pg without isolation.
import pg from "pg";
import { closeDb, type Db, scopedDb } from "@/lib/db/client.ts";
import { dbContext } from "@/lib/db/context.ts";
import { createSeller } from "@/prisma/factories/sellers.ts";
import { createProducts } from "@/prisma/factories/trade.ts";
import { type BenchOptions, median, print, printTable, withBenchDatabase } from "./support.ts";

const TARGET = 0.5;
const AT_ONCE = 10;
const ROWS = 20;

export async function bench({ seconds = 1, rounds = 9 }: BenchOptions): Promise<void> {
  await withBenchDatabase(async (database) => {
    // The pool has as many connections as there are readers.
    const seller = await createSeller();
    const products = await createProducts(200, { seller });
    const [from] = products
      .map((product) => product.id)
      .sort()
      .slice(50);
    if (!from) throw new Error("no products");
    const db = scopedDb(dbContext("store", { sellerId: seller.id }));
    const scoped = () => readScoped(db, seller.id, from);
    const { text, values } = await sqlOf(scoped);
    // The owner of the embedded server is not bound by row-level security.
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: AT_ONCE });
    pool.on("error", () => undefined);
    const bare = async () => (await pool.query({ name: "bare", text, values })).rows.length;
    try {
      if ((await scoped()) !== ROWS || (await bare()) !== ROWS) throw new Error("The two do not read the same rows.");
      await measure(scoped, 1);
      await measure(bare, 1);
      const figures: { scoped: number; bare: number }[] = [];
      for (let round = 0; round < rounds; round++) {
        // Who goes first alternates, so that neither always runs on a warmer machine.
        const first = round % 2 === 0 ? await measure(scoped, seconds) : await measure(bare, seconds);
        const second = round % 2 === 0 ? await measure(bare, seconds) : await measure(scoped, seconds);
        figures.push(round % 2 === 0 ? { scoped: first, bare: second } : { scoped: second, bare: first });
      }
      report(figures);
    } finally {
      await pool.end();
      await closeDb();
    }
  });
}

/** A page of rows by primary key. */
async function readScoped(db: Db, sellerId: string, from: string): Promise<number> {
  const rows = await db.product.findMany({
    where: { sellerId, id: { gte: from } },
    orderBy: { id: "asc" },
    take: ROWS,
    select: {
      id: true,
      sku: true,
      name: true,
      unit: true,
      picture: true,
      price: true,
      stock: true,
      minQuantity: true,
      status: true,
    },
  });
  return rows.length;
}

/** What Prisma sends for this read: text and values, overheard on the way to the server. */
async function sqlOf(read: () => Promise<number>): Promise<{ text: string; values: unknown[] }> {
  const heard: { text: string; values: unknown[] }[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function overheard(this: pg.Client, ...args: unknown[]) {
    const [config] = args;
    if (typeof config === "object" && config !== null && "text" in config && "values" in config)
      heard.push(config as { text: string; values: unknown[] });
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await read();
  } finally {
    pg.Client.prototype.query = original;
  }
  const statement = heard.find(({ text }) => /^SELECT/.test(text));
  if (heard.length !== 1 || !statement) throw new Error(`Expected one statement, heard ${heard.length}.`);
  return statement;
}

/** Reads per second. */
async function measure(read: () => Promise<number>, seconds: number): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1000;
  let reads = 0;
  const reader = async () => {
    while (performance.now() < end) {
      await read();
      reads += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return reads / ((performance.now() - began) / 1000);
}

function report(figures: { scoped: number; bare: number }[]): void {
  const ratios = figures.map(({ scoped, bare }) => scoped / bare);
  printTable([
    ["round", "scoped/s", "bare/s", "ratio"],
    ...figures.map(({ scoped, bare }, index) => [
      `${index + 1}`,
      scoped.toFixed(0),
      bare.toFixed(0),
      (scoped / bare).toFixed(2),
    ]),
    [
      "median",
      median(figures.map((figure) => figure.scoped)).toFixed(0),
      median(figures.map((figure) => figure.bare)).toFixed(0),
      median(ratios).toFixed(2),
    ],
  ]);
  const ratio = median(ratios);
  print(`\nscoped ÷ bare: ${ratio.toFixed(2)} (must reach ${TARGET}) ${ratio >= TARGET ? "reached" : "NOT REACHED"}`);
}
