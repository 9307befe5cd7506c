import pg from "pg";
import { env } from "@/lib/env";

/** The owner's own look at the database of a test, past all policies. */
export async function connectOwner(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  return client;
}

export async function tableNames(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** One checksum per table over every row: equal before and after means that nothing changed. */
export async function fingerprint(owner: pg.Client): Promise<Record<string, string | null>> {
  const sums = (await tableNames(owner)).map(
    (table) => `SELECT '${table}' AS name, md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS sum FROM ${table} t`,
  );
  const { rows } = await owner.query<{ name: string; sum: string | null }>(sums.join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
