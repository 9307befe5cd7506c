import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { openEngine } from "@/prisma/engine";

// Two schemas side by side: public as the migrations made it, and one as Prisma's engine writes it from prisma/schema.
const client = new pg.Client({ connectionString: env().DATABASE_URL });

beforeAll(async () => {
  await client.connect();
  const script = await schemaScript();
  await client.query(
    `CREATE SCHEMA expected; SET search_path = expected; ${script.replaceAll('"public"', '"expected"')}; RESET search_path`,
  );
});
afterAll(() => client.end());

async function schemaScript(): Promise<string> {
  const folder = join(import.meta.dirname, "../../prisma/schema");
  const files = readdirSync(folder).map((name) => ({
    path: join(folder, name),
    content: readFileSync(join(folder, name), "utf8"),
  }));
  const { schemaEngine, close } = await openEngine(env().DATABASE_URL ?? "");
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const { stdout } = await schemaEngine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters,
    });
    return stdout ?? "";
  } finally {
    await close();
  }
}

async function both(text: string): Promise<{ live: unknown[]; expected: unknown[] }> {
  const read = async (schema: string) => {
    const { rows } = await client.query<{ line: string }>(text, [schema]);
    // An index of a partitioned table stands ON ONLY it; Prisma knows no such tables.
    return rows.map(({ line }) => line.replaceAll(`${schema}.`, "").replace(" ON ONLY ", " ON "));
  };
  return { live: await read("public"), expected: await read("expected") };
}

describe("the Prisma schema and the live database agree on", () => {
  it("tables, columns, types, nullability and defaults", async () => {
    // Of a list Prisma cannot say that it is never null; ours are not.
    const { live, expected } = await both(
      `SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull AND a.attndims = 0 THEN 'NOT NULL' END, CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END) AS line
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' ORDER BY 1`,
    );
    expect(expected.length).toBeGreaterThan(150);
    expect(live).toEqual(expected);
  });

  it("primary and unique keys and indexes; the database may have partial ones besides, which Prisma cannot say", async () => {
    const { live, expected } = await both(
      `SELECT pg_get_indexdef(indexrelid) AS line FROM pg_index JOIN pg_class c ON c.oid = indrelid
        WHERE c.relnamespace = $1::regnamespace AND c.relname <> '_prisma_migrations' AND indpred IS NULL ORDER BY 1`,
    );
    expect(live).toEqual(expected);
  });

  it("foreign keys and what happens on delete", async () => {
    const { live, expected } = await both(
      `SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line FROM pg_constraint
        WHERE connamespace = $1::regnamespace AND contype = 'f' ORDER BY conrelid::regclass::text, conname`,
    );
    expect(expected.length).toBeGreaterThan(15);
    // Names inside the schema that comes first on the search path are printed bare, others with their schema.
    expect(live).toEqual(expected);
  });
});
