import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { appDatabaseUrl, operatorDatabaseUrl } from "@/lib/db/urls";
import { connectOwner, fingerprint, tableNames } from "@/prisma/factories/fingerprint";
import { createWorld, type House } from "@/prisma/factories/world";

let owner: pg.Client;
const app = new pg.Client({ connectionString: appDatabaseUrl() });
const operators = new pg.Client({ connectionString: operatorDatabaseUrl() });
let tables: string[] = [];
let a: House;
let b: House;
let before: Awaited<ReturnType<typeof fingerprint>>;

beforeAll(async () => {
  owner = await connectOwner();
  await Promise.all([app.connect(), operators.connect()]);
  ({ a, b } = await createWorld());
  await owner.query("UPDATE sellers SET discoverable = true");
  tables = await tableNames(owner);
  before = await fingerprint(owner);
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end(), operators.end()]);
  await closeDb();
});

type Attempt = { outcome: "denied" | "invalid"; rows?: undefined } | { outcome: "done"; rows: number };

/** One statement in a transaction of its own that opens as `begin` says, and is rolled back only when it fails: writes would stay. */
async function attempt(client: pg.Client, begin: string, text: string, values: unknown[] = []): Promise<Attempt> {
  await client.query(begin);
  try {
    const { rowCount, rows } = await client.query(text, values);
    await client.query("COMMIT");
    return { outcome: "done", rows: text.startsWith("SELECT") ? Number(rows[0]?.count ?? 0) : (rowCount ?? 0) };
  } catch (error) {
    await client.query("ROLLBACK");
    const code = error instanceof pg.DatabaseError ? error.code : "";
    // 42501 is a missing grant, and also a row that a policy does not let in; without USAGE of the schema there are no tables at all
    // (42P01); 22P02 is a setting that is no UUID.
    if (code === "42501" || code === "42P01") return { outcome: "denied" };
    if (code === "22P02") return { outcome: "invalid" };
    throw error;
  }
}

/** A read, an update and a delete without WHERE, and the insertion of a copy of another seller's row. */
async function statementsOn(table: string): Promise<[text: string, values: unknown[]][]> {
  // What the database writes itself cannot be given to it.
  const { rows: columns } = await owner.query<{ name: string; json: boolean }>(
    `SELECT attname AS name, atttypid = 'jsonb'::regtype AS json FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const { rows } = await owner.query<Record<string, unknown>>(
    `SELECT * FROM ${table} ${names.includes("seller_id") ? "WHERE seller_id = $1" : "WHERE $1::uuid IS NOT NULL"} LIMIT 1`,
    [a.seller.id],
  );
  const copy = rows[0] ?? {};
  const values = columns.map(({ name, json }) => (json ? JSON.stringify(copy[name]) : copy[name]));
  return [
    [`SELECT count(*) FROM ${table}`, []],
    ...names.map((name): [string, unknown[]] => [`UPDATE ${table} SET ${name} = $1`, [values[names.indexOf(name)]]]),
    [`DELETE FROM ${table}`, []],
    [
      `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
      values,
    ],
  ];
}

/** Runs everything on every table and answers with what succeeded on at least one row. */
async function reached(client: pg.Client, begin: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    for (const [text, values] of await statementsOn(table)) {
      const { outcome, rows } = await attempt(client, begin, text, values);
      if (outcome === "done" && rows > 0) found.push(text);
    }
  }
  return found;
}

async function expectNothing(client: pg.Client, begin: string): Promise<void> {
  expect(await reached(client, begin)).toEqual([]);
  expect(await fingerprint(owner)).toEqual(before);
}

describe("on every table", () => {
  it("the test has another seller's or another user's row to reach for", async () => {
    for (const table of tables.filter((name) => name !== "worker_heartbeats" && name !== "operators")) {
      const { rows } = await owner.query(`SELECT 1 FROM ${table} LIMIT 1`);
      expect(rows, table).toHaveLength(1);
    }
  });

  it("no scope: the bare login roles read and write nothing", async () => {
    for (const client of [app, operators]) await expectNothing(client, "BEGIN");
  });

  it("the app's login cannot become an operator, the owner, or anybody else", async () => {
    for (const role of ["tradehall_operator", "tradehall_operator_login", "tradehall_owner", "postgres"]) {
      await expect(app.query(`SET ROLE ${role}`), role).rejects.toThrow(/permission denied|does not exist/);
    }
    await expect(operators.query("SET ROLE tradehall_system")).rejects.toThrow("permission denied");
  });

  for (const role of ["shop", "store", "account"] as const) {
    const open = `BEGIN; SET LOCAL ROLE tradehall_${role}`;
    // What everybody may see by design: sellers that want to be found.
    const visible = role === "account" ? ["SELECT count(*) FROM sellers"] : [];

    it(`as ${role} without a scope, with an empty and with a garbage one: no rows, no writes`, async () => {
      const settings = ["app.seller_id", "app.user_id", "app.customer_id", "app.price_list_id"];
      const set = (value: string) => settings.map((name) => `; SET LOCAL ${name} = '${value}'`).join("");
      for (const scope of [
        "",
        set(""),
        set("garbage"),
        set("'; DROP TABLE users; --".replaceAll("'", "''")),
        set("%"),
        set("00000000-0000-0000-0000-00000000000"),
      ]) {
        expect(await reached(app, open + scope), scope).toEqual(scope === "" || scope === set("") ? visible : []);
      }
      expect(await fingerprint(owner)).toEqual(before);
    });

    it(`as ${role} in a scope of nobody: no rows, no writes`, async () => {
      const nobody = "0190a000-0000-7000-8000-000000000000";
      const { begin } = dbContext(role, { sellerId: nobody, userId: nobody, customerId: nobody, priceListId: nobody });
      expect(await reached(app, begin)).toEqual(visible);
      expect(await fingerprint(owner)).toEqual(before);
    });
  }

  it("in the other seller's scope, rows of this one cannot be put in", async () => {
    const scopes = [
      dbContext("store", { sellerId: b.seller.id, userId: b.admin.id }),
      dbContext("shop", {
        sellerId: b.seller.id,
        userId: b.buyer.id,
        customerId: b.customer.id,
        priceListId: b.priceList.id,
      }),
      dbContext("account", { userId: b.buyer.id }),
    ];
    for (const { begin } of scopes) {
      for (const table of tables) {
        const insert = (await statementsOn(table)).at(-1);
        if (insert) expect((await attempt(app, begin, ...insert)).outcome, table).toBe("denied");
      }
    }
    expect(await fingerprint(owner)).toEqual(before);
  });

  it("a scope whose ids are not UUIDs is not even made", () => {
    for (const sellerId of [
      "garbage",
      "' OR true --",
      "0190a000",
      `${"0".repeat(8)}-0000-0000-0000-000000000000'; RESET ROLE; --`,
    ]) {
      expect(() => dbContext("store", { sellerId }), sellerId).toThrow();
    }
  });
});
