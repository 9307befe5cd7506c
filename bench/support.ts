import { resetEnv } from "@/lib/env.ts";
import { withClient } from "@/scripts/support/installation.ts";
import { createTestDatabase, openTestServer, type TestDatabase, testEnvironment } from "@/scripts/test-db.ts";

export type BenchOptions = {
  profile: boolean;
  seconds: number | undefined;
  rounds: number | undefined;
  /** How many there are to measure with. */
  visits: number | undefined;
};

/** A migrated database of its own on the test server, named in the environment before code of ours opens it. */
export async function withBenchDatabase(
  run: (database: TestDatabase, serverUrl: string) => Promise<void>,
): Promise<void> {
  process.env.LOG_LEVEL = "warn";
  const server = await openTestServer();
  const database = await createTestDatabase(server.url);
  try {
    Object.assign(process.env, testEnvironment(database));
    resetEnv();
    await run(database, server.url);
  } finally {
    await database.drop();
    await server.close();
  }
}

/** The same data without row-level security, for the bare comparison. */
export async function withUnprotectedCopy(
  serverUrl: string,
  database: TestDatabase,
  run: (url: string) => Promise<void>,
): Promise<void> {
  const name = `${database.name}0`;
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${database.name}`));
  const url = serverUrl.replace(/[^/]*$/, name);
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        "SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
      );
      for (const table of rows)
        await client.query(`ALTER TABLE ${table.name} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`);
      await client.query("VACUUM ANALYZE");
    });
    await withClient(database.ownerUrl, (client) => client.query("VACUUM ANALYZE"));
    await run(url);
  } finally {
    await withClient(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** So large a share of the values is at most this. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Columns as wide as their widest cell; the first is text, the rest are figures. */
export function printTable(rows: string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  for (const row of rows)
    print(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  "),
    );
}
