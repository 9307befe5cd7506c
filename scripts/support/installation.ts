import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import pg from "pg";
import { APP_LOGIN, loginUrl, OPERATOR_LOGIN } from "@/lib/db/urls.ts";
import { env, resetEnv } from "@/lib/env.ts";
import { connect } from "@/prisma/migrate.ts";
import { DATABASE, openPostgres, runningUrl } from "../embedded-postgres.ts";
import { parseProxies } from "../server/client-address.ts";
import { codeOf, fileRefusal, Refusal, say } from "./say.ts";
import { checkedEnv, loadSettings } from "./settings.ts";

export const ROOT = resolve(import.meta.dirname, "../..");

/** The database in use: the one of DATABASE_URL, or the embedded one. */
export type Database = { ownerUrl: string; embedded: boolean; close(): Promise<void> };

/** Reads .env and the kept secrets into the environment and checks all of it; answers with the data folder. */
export function loadEnvironment(): string {
  loadSettings();
  const dataDir = resolve(ROOT, process.env.DATA_DIR || ".tradehall");
  process.env.DATA_DIR = dataDir;
  if (!process.env.TRADEHALL_SECRET || !process.env.CONTACT_KEYS) {
    try {
      keepSecrets(dataDir);
    } catch (error) {
      throw fileRefusal(error, dataDir);
    }
  }
  resetEnv();
  parseProxies(checkedEnv().TRUSTED_PROXIES);
  return dataDir;
}

/** Secrets that the environment does not give are made once and kept beside the data. */
function keepSecrets(dataDir: string): void {
  const file = join(dataDir, "secrets.env");
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, "postgres.json"))) {
      throw new Refusal(
        `${file} is missing, and without it the data beside it cannot be read: put it back, or delete ${dataDir} to start anew.`,
      );
    }
    mkdirSync(dataDir, { recursive: true });
    const secret = () => randomBytes(32).toString("base64");
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `TRADEHALL_SECRET=${secret()}\nCONTACT_KEYS=k1:${secret()}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
      say(`Secrets were made and are kept in ${file}: whoever loses them loses the contacts in the database.`);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  const kept = parseEnv(readFileSync(file, "utf8"));
  process.env.TRADEHALL_SECRET ||= kept.TRADEHALL_SECRET;
  process.env.CONTACT_KEYS ||= kept.CONTACT_KEYS;
}

/** Opens the database in use, reachable and not too old; for as long as it is not closed again. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const given = env().DATABASE_URL;
  if (given) {
    await (await connect(given)).end();
    return { ownerUrl: given, embedded: false, close: async () => undefined };
  }
  const postgres = await openPostgres(dataDir, "postgres");
  try {
    await ensureDatabase(postgres.url("postgres"));
    return { ownerUrl: postgres.url(), embedded: true, close: () => postgres.close() };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

/** The connections of the two login roles, as the web server and the worker get them. */
export function loginUrls(ownerUrl: string): { APP_DATABASE_URL: string; OPERATOR_DATABASE_URL: string } {
  const { APP_DATABASE_URL, OPERATOR_DATABASE_URL } = env();
  return {
    APP_DATABASE_URL: APP_DATABASE_URL ?? loginUrl(ownerUrl, APP_LOGIN),
    OPERATOR_DATABASE_URL: OPERATOR_DATABASE_URL ?? loginUrl(ownerUrl, OPERATOR_LOGIN),
  };
}

/** The connection string of the owner, or null when the embedded server is not running. */
export function currentDatabaseUrl(dataDir: string): string | null {
  return env().DATABASE_URL ?? runningUrl(dataDir);
}

async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rows.length > 0) return;
    await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
      if (codeOf(error) !== "42P04") throw error;
    });
  });
}

export async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
