import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type pg from "pg";
import { APP_LOGIN, loginUrl, OPERATOR_LOGIN } from "@/lib/db/urls.ts";
import { env } from "@/lib/env.ts";
import { closeDatabase, MIGRATIONS, migrate, readMigrations } from "@/prisma/migrate.ts";
import { openPostgres } from "./embedded-postgres.ts";
import { ROOT, withClient } from "./support/installation.ts";
import { commandLine } from "./support/lock.ts";

/** Secrets of tests: the same in every process, since the login roles of the test server are shared. */
export const TEST_SECRETS = {
  TRADEHALL_SECRET: Buffer.alloc(32, "test secret").toString("base64"),
  CONTACT_KEYS: `test:${Buffer.alloc(32, "test contacts").toString("base64")}`,
};

export type TestDatabase = {
  name: string;
  ownerUrl: string;
  appUrl: string;
  operatorUrl: string;
  drop(): Promise<void>;
};

export type TestServer = { url: string; close(): Promise<void> };

/** The one server of all test runs of this checkout, with a migrated template to clone from. Several runs share it. */
export async function openTestServer(): Promise<TestServer> {
  Object.assign(process.env, TEST_SECRETS);
  const server = await openPostgres(resolve(ROOT, env().DATA_DIR), "test");
  const url = server.url("postgres");
  try {
    await withClient(url, prepareTemplate);
    return { url, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }

  async function prepareTemplate(client: pg.Client): Promise<void> {
    await client.query("SELECT pg_advisory_lock(hashtext('tradehall template'))");
    await dropLeftovers(client);
    const template = templateName();
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (rows.length > 0) return;
    await client.query(`DROP DATABASE IF EXISTS ${template}_new WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${template}_new`);
    await migrate(server.url(`${template}_new`));
    await client.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
  }
}

/** A migrated, empty database of its own, cloned in a fraction of a second. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `t_${process.pid}_${randomBytes(4).toString("hex")}`;
  await withClient(serverUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName()}`);
    await closeDatabase(client, name);
  });
  const ownerUrl = serverUrl.replace(/[^/]*$/, name);
  return {
    name,
    ownerUrl,
    appUrl: loginUrl(ownerUrl, APP_LOGIN),
    operatorUrl: loginUrl(ownerUrl, OPERATOR_LOGIN),
    drop: () =>
      withClient(
        serverUrl,
        async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      ),
  };
}

/** What the tests of a process put into its environment. */
export function testEnvironment(database: TestDatabase): Record<string, string> {
  const { ownerUrl, appUrl, operatorUrl } = database;
  return {
    ...TEST_SECRETS,
    DATABASE_URL: ownerUrl,
    APP_DATABASE_URL: appUrl,
    OPERATOR_DATABASE_URL: operatorUrl,
    LOCAL_INBOX: "1",
  };
}

/** Named after the content of all migrations: changed migrations make a new template. */
function templateName(): string {
  const hash = createHash("sha256").update(TEST_SECRETS.TRADEHALL_SECRET);
  for (const { name, checksum } of readMigrations(MIGRATIONS)) hash.update(name).update(checksum);
  for (const file of ["lib/jobs/schema.ts", "lib/jobs/queues.ts", "node_modules/pg-boss/package.json"])
    hash.update(readFileSync(resolve(ROOT, file)));
  return `template_${hash.digest("hex").slice(0, 16)}`;
}

/** Databases whose test process is gone, and templates of other migrations. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^(t_[0-9]+_[0-9a-f]+|template_[0-9a-f]{16}(_new)?)$' AND datname <> $1",
    [templateName()],
  );
  for (const { datname } of rows) {
    const pid = Number(/^t_(\d+)_/.exec(datname)?.[1] ?? 0);
    if (pid > 0 && commandLine(pid) !== null) continue;
    // A template that another run is cloning at this instant stays for now.
    await client.query(`DROP DATABASE IF EXISTS ${datname}`).catch(() => undefined);
  }
}
