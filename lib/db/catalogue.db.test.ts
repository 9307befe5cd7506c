import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkCatalogue, grantsOf } from "@/lib/db/catalogue-check";
import { EXPECTED_GRANTS, expectedSystemGrants } from "@/lib/db/expected-grants";
import { env } from "@/lib/env";

// As the owner, who alone may change tables.
const client = new pg.Client({ connectionString: env().DATABASE_URL });
beforeAll(() => client.connect());
afterAll(() => client.end());

describe("the live database's catalogue", () => {
  it("has, on every table with seller_id, RLS enabled and forced, policies with CHECK, keys that begin with seller_id; logins own and are granted nothing but to connect, and nobody else may", async () => {
    expect(await checkCatalogue(client)).toEqual([]);
  });

  it.each(["shop", "store", "account", "operator"] as const)(
    "gives the audience %s only its listed grants",
    async (role) => {
      expect(await grantsOf(client, `tradehall_${role}`)).toEqual(EXPECTED_GRANTS[role]);
    },
  );

  it("gives the system role every table, and lets not even it change the audit", async () => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
    );
    expect(await grantsOf(client, "tradehall_system")).toEqual(expectedSystemGrants(rows.map(({ name }) => name)));
  });

  it("shows sellers' audiences nothing outside the schema public", async () => {
    const { rows } = await client.query(
      `SELECT n.nspname, g.grantee::regrole::text FROM pg_namespace n, aclexplode(n.nspacl) g
        WHERE n.nspname <> 'public' AND g.grantee IN ('tradehall_shop'::regrole, 'tradehall_store'::regrole, 'tradehall_account'::regrole, 'tradehall_operator'::regrole)`,
    );
    expect(rows).toEqual([]);
  });
});

// Each of these is a mistake that somebody will make one day; the transaction is never committed.
const SAFE = `CREATE TABLE leaky (seller_id uuid NOT NULL REFERENCES sellers (id), id uuid NOT NULL, name text, PRIMARY KEY (seller_id, id));
  ALTER TABLE leaky ENABLE ROW LEVEL SECURITY; ALTER TABLE leaky FORCE ROW LEVEL SECURITY;`;
const onDatabase = (statement: string) => `DO $$ BEGIN EXECUTE format('${statement}', current_database()); END $$`;
const MINE = "seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid";

describe("the catalogue check fails when somebody", () => {
  beforeEach(() => client.query("BEGIN"));
  afterEach(() => client.query("ROLLBACK"));

  const mistakes: [mistake: string, sql: string, problem: string][] = [
    [
      "adds a table with seller_id and forgets row-level security",
      "CREATE TABLE leaky (seller_id uuid, id uuid, PRIMARY KEY (seller_id, id))",
      "leaky: row-level security is not enabled",
    ],
    [
      "enables but does not force it",
      `${SAFE} ALTER TABLE leaky NO FORCE ROW LEVEL SECURITY`,
      "leaky: row-level security is not forced",
    ],
    [
      "adds a partitioned table without it",
      "CREATE TABLE leaky (seller_id uuid, id uuid, PRIMARY KEY (seller_id, id)) PARTITION BY HASH (seller_id)",
      "leaky: row-level security is not enabled",
    ],
    [
      "writes a policy without CHECK",
      `${SAFE} CREATE POLICY store ON leaky TO tradehall_store USING (${MINE})`,
      "leaky: policy store has no WITH CHECK",
    ],
    [
      "writes a policy for everybody",
      `${SAFE} CREATE POLICY store ON leaky USING (${MINE}) WITH CHECK (${MINE})`,
      "leaky: policy store is for public: every audience has a policy of its own",
    ],
    [
      "writes a policy that lets all rows through",
      `${SAFE} CREATE POLICY store ON leaky TO tradehall_store USING (true) WITH CHECK (${MINE})`,
      "leaky: policy store: USING does not ask for app.seller_id",
    ],
    [
      "writes a policy whose check lets all rows in",
      `${SAFE} CREATE POLICY shop ON leaky FOR INSERT TO tradehall_shop WITH CHECK (name = 'x')`,
      "leaky: policy shop: WITH CHECK does not ask for app.seller_id",
    ],
    [
      "writes a policy with a way around",
      `${SAFE} CREATE POLICY store ON leaky TO tradehall_store USING (${MINE} OR name = 'public') WITH CHECK (${MINE})`,
      "leaky: policy store: USING has an OR",
    ],
    [
      "keys a seller's table by id alone",
      "CREATE TABLE leaky (id uuid PRIMARY KEY, seller_id uuid)",
      "leaky: the key leaky_pkey does not begin with seller_id",
    ],
    ["leaves a table without a key", "CREATE TABLE leaky (id uuid, seller_id uuid)", "leaky: there is no primary key"],
    [
      "makes a seller's value unique over all sellers",
      "CREATE UNIQUE INDEX products_sku_everywhere ON products (sku)",
      "products: the key products_sku_everywhere does not begin with seller_id",
    ],
    [
      "points at a product by id alone",
      "ALTER TABLE products ADD UNIQUE (id); CREATE TABLE leaky (seller_id uuid, id uuid REFERENCES products (id), PRIMARY KEY (seller_id, id))",
      "leaky: the foreign key leaky_id_fkey does not begin with seller_id on both sides",
    ],
    [
      "grants something to a login",
      "GRANT SELECT ON products TO tradehall_app",
      "tradehall_app: is granted table products",
    ],
    [
      "gives a table to a login",
      "ALTER TABLE products OWNER TO tradehall_operator_login",
      "tradehall_operator_login: owns table products",
    ],
    ["lets a login inherit", "ALTER ROLE tradehall_app INHERIT", "tradehall_app: inherits"],
    [
      "lets a login become another role",
      "GRANT tradehall_operator TO tradehall_app",
      "tradehall_app: may become tradehall_account, tradehall_operator, tradehall_shop, tradehall_store, tradehall_system",
    ],
    [
      "lets an audience pass policies by",
      "ALTER ROLE tradehall_store BYPASSRLS",
      "tradehall_store: is missing, or more than an audience",
    ],
    ["grants something to everybody", "GRANT SELECT ON products TO PUBLIC", "products: is granted to everybody"],
    [
      "lets everybody connect",
      onDatabase("GRANT CONNECT ON DATABASE %I TO PUBLIC"),
      "everybody: may CONNECT on the database",
    ],
    [
      "lets a login make temporary tables",
      onDatabase("GRANT TEMPORARY ON DATABASE %I TO tradehall_app"),
      "tradehall_app: may TEMPORARY on the database",
    ],
    [
      "locks a login out",
      onDatabase("REVOKE CONNECT ON DATABASE %I FROM tradehall_operator_login"),
      "tradehall_operator_login: may not CONNECT on the database",
    ],
    [
      "adds a function with its owner's rights",
      "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM orders'",
      "peek(): a function with its owner's rights that nobody listed",
    ],
    [
      "adds a view with its owner's rights",
      "CREATE VIEW peek AS SELECT * FROM orders",
      "peek: a view shows rows with its owner's rights",
    ],
  ];
  it.each(mistakes)("%s", async (_mistake, sql, problem) => {
    await client.query(sql);
    expect(await checkCatalogue(client)).toContain(problem);
  });

  it("grants an audience a column more", async () => {
    await client.query("GRANT SELECT (cost_price) ON products TO tradehall_shop");
    expect(await grantsOf(client, "tradehall_shop")).not.toEqual(EXPECTED_GRANTS.shop);
  });
});
