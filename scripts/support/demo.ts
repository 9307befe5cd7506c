import { join } from "node:path";
import pg from "pg";
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

const LOADING = "demo data is being loaded";
const LOADED = "demo data";

/** Whether a database is still to be filled: nobody is in it, or filling it was interrupted. */
export async function demoDataMissing(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ note: string | null; people: boolean }>(
      "SELECT shobj_description(oid, 'pg_database') AS note, EXISTS (SELECT 1 FROM users) AS people FROM pg_database WHERE datname = current_database()",
    );
    return rows[0]?.note === LOADING || rows[0]?.people === false;
  });
}

/** Fills the database. What an interrupted attempt left is removed first. */
export async function loadDemoData(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query(note(client, LOADING));
    const { rows } = await client.query<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
    );
    await client.query(`TRUNCATE ${rows.map((row) => row.name).join(", ")} CASCADE`);
  });
  const environment = serviceEnvironment({ DATABASE_URL: ownerUrl, ...loginUrls(ownerUrl) });
  const code = await run(process.execPath, [...TSX, join(ROOT, "scripts/seed.ts")], environment);
  if (code !== 0) throw new Refusal("The demo data could not be loaded (see above); the next start tries again.");
  await withClient(ownerUrl, (client) => client.query(note(client, LOADED)));
}

function note(client: pg.Client, text: string): string {
  return `COMMENT ON DATABASE ${pg.escapeIdentifier(client.database ?? "")} IS ${pg.escapeLiteral(text)}`;
}
