import { join } from "node:path";
import { loginUrls, ROOT, withClient } from "./installation.ts";
import { run, serviceEnvironment, TSX } from "./processes.ts";
import { Refusal } from "./say.ts";

/** The demo people, as whom anyone can sign in. */
export const PEOPLE: [contact: string, who: string][] = [
  ["+1 202 555 0101", "Nina Park, customer of Harbor Foods"],
  ["+1 202 555 0102", "Omar Haddad, customer of two sellers"],
  ["+1 202 555 0103", "Lena Fischer, waiting to be let in"],
  ["ada@example.com", "Ada Rossi, admin of two stores"],
  ["ben@example.com", "Ben Cole, support at Harbor Foods"],
  ["mia@example.com", "Mia Stone, manager at Alpine Tools"],
  ["operator@example.com", "Olivia Grant, operator of the platform"],
];

/** Nobody is in it: a new database. */
export function isEmpty(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => (await client.query("SELECT 1 FROM users LIMIT 1")).rows.length === 0);
}

/** Fills an empty database, in one transaction: interrupted, it leaves nothing. */
export async function loadDemoData(ownerUrl: string): Promise<void> {
  const environment = serviceEnvironment({ DATABASE_URL: ownerUrl, ...loginUrls(ownerUrl) });
  const code = await run(process.execPath, [...TSX, join(ROOT, "scripts/seed.ts")], environment);
  if (code !== 0) throw new Refusal("The demo data could not be loaded (see above); the next start tries again.");
}

/** Deletes every row, but keeps the tables. */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
    );
    await client.query(`TRUNCATE ${rows.map((row) => row.name).join(", ")} CASCADE`);
  });
}
