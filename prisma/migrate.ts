import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { APP_LOGIN, loginPasswords, OPERATOR_LOGIN } from "@/lib/db/urls.ts";
import { installJobs } from "@/lib/jobs/schema.ts";
import { codeOf, Refusal } from "@/scripts/support/say.ts";
import { openEngine } from "./engine.ts";

export const MIGRATIONS = join(import.meta.dirname, "migrations");
const OLDEST_SERVER = 160000;
const LOGINS = [APP_LOGIN, OPERATOR_LOGIN];
/** One lock per database: two processes that start at once migrate one after the other. */
const LOCK = "SELECT pg_advisory_lock(hashtext('tradehall'), hashtext('migrate'))";

type Migration = { name: string; script: string; checksum: string };

/**
 * Brings a database up to this code, with Prisma's own history table, and answers with the names that were applied.
 * Needs the owner's direct connection: a pooler in transaction mode loses the lock.
 */
export async function migrate(ownerUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const client = await connect(ownerUrl);
  try {
    await client.query(LOCK);
    const applied = await apply(client, ownerUrl, readMigrations(folder), folder);
    if (folder === MIGRATIONS) {
      await closeDatabase(client);
      await installJobs(ownerUrl);
    }
    await setLoginPasswords(client, ownerUrl);
    return applied;
  } finally {
    await client.end();
  }
}

/** Connects as the owner and checks the server's version; what is wrong is one sentence without the password. */
export async function connect(ownerUrl: string): Promise<pg.Client> {
  const { host, pathname } = new URL(ownerUrl);
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: "tradehall-migrate",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw connectRefusal(error, host, decodeURIComponent(pathname.slice(1)));
  }
  const { rows } = await client.query<{ number: string; name: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name",
  );
  if (Number(rows[0]?.number) >= OLDEST_SERVER) return client;
  await client.end();
  throw new Refusal(
    `The database server at ${host} is PostgreSQL ${rows[0]?.name}: Tradehall needs PostgreSQL 16 or newer.`,
  );
}

function connectRefusal(error: unknown, host: string, database: string): Refusal {
  switch (codeOf(error)) {
    case "28P01":
    case "28000":
      return new Refusal(`The database server at ${host} refuses the user or password in DATABASE_URL.`);
    case "3D000":
      return new Refusal(
        `The database server at ${host} has no database "${database}": create it, or correct DATABASE_URL.`,
      );
    case "53300":
      return new Refusal(`The database server at ${host} has no free connection.`);
    default:
      return new Refusal(
        `The database server at ${host} cannot be reached (${codeOf(error) ?? "no answer"}): is DATABASE_URL right, and is the server running?`,
      );
  }
}

export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name);
  return names.sort().map((name) => {
    const script = readFileSync(join(folder, name, "migration.sql"), "utf8");
    return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
  });
}

async function apply(client: pg.Client, ownerUrl: string, known: Migration[], folder: string): Promise<string[]> {
  const history = await readHistory(client);
  const unknown = history.filter((row) => !known.some((migration) => migration.name === row.migration_name));
  if (unknown[0]) {
    throw new Refusal(
      `The database is of a newer version of Tradehall (it has the migration ${unknown[0].migration_name}): use that version.`,
    );
  }
  const edited = known.find((migration) =>
    history.some(
      (row) => row.migration_name === migration.name && row.finished_at && row.checksum !== migration.checksum,
    ),
  );
  if (edited)
    throw new Refusal(
      `The migration ${edited.name} was changed after this database had applied it: add a new migration instead.`,
    );
  const open = known.filter(
    (migration) => !history.some((row) => row.migration_name === migration.name && row.finished_at),
  );
  if (open.length === 0) return [];
  await runEngine(ownerUrl, known, folder, history);
  return open.map((migration) => migration.name);
}

type HistoryRow = { migration_name: string; checksum: string; finished_at: Date | null };

async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  const { rows: found } = await client.query(
    "SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = '_prisma_migrations'",
  );
  if (found.length === 0) return [];
  const { rows } = await client.query<HistoryRow>(
    "SELECT migration_name, checksum, finished_at FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at",
  );
  return rows;
}

async function runEngine(ownerUrl: string, known: Migration[], folder: string, history: HistoryRow[]): Promise<void> {
  const { schemaEngine, failure, close } = await openEngine(ownerUrl);
  try {
    // Scripts run in one implicit transaction each: an unfinished one, of a killed process, left nothing behind.
    for (const row of history.filter((entry) => !entry.finished_at)) {
      await schemaEngine.markMigrationRolledBack({ migrationName: row.migration_name });
    }
    await schemaEngine.applyMigrations({
      filters: { externalTables: [], externalEnums: [] },
      migrationsList: {
        baseDir: folder,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories: known.map(({ name, script }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
        })),
      },
    });
  } catch (error) {
    const said = failure();
    if (said) throw new Refusal(`A migration failed and was undone as a whole: ${said.message}.`);
    throw error;
  } finally {
    await close();
  }
}

/**
 * Nobody but the owner and the two login roles connects to a database, and the logins do nothing else with it. Clones and restored dumps begin
 * open to everybody. Where somebody else owns the database, who alone may say so, it stays as it is.
 */
export async function closeDatabase(client: pg.Client, database?: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(datname) AS name FROM pg_database d WHERE datname = COALESCE($1, current_database()) AND pg_has_role(datdba, 'USAGE')
      AND (EXISTS (SELECT FROM aclexplode(COALESCE(datacl, acldefault('d', datdba))) g WHERE g.grantee = 0)
        OR EXISTS (SELECT FROM unnest($2::text[]) AS login WHERE NOT has_database_privilege(login, d.oid, 'CONNECT')))`,
    [database ?? null, LOGINS],
  );
  for (const { name } of rows) {
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${LOGINS.join(", ")}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  }
}

/** Gives the login roles the passwords derived from TRADEHALL_SECRET, unless they have them already. */
async function setLoginPasswords(client: pg.Client, ownerUrl: string): Promise<void> {
  const passwords = loginPasswords();
  const { rows } = await client.query<{ rolname: string }>("SELECT rolname FROM pg_roles WHERE rolname = ANY($1)", [
    Object.keys(passwords),
  ]);
  for (const { rolname } of rows) {
    const password = passwords[rolname] ?? "";
    if (await canLogIn(ownerUrl, rolname, password)) continue;
    await alterRole(
      client,
      `ALTER ROLE ${pg.escapeIdentifier(rolname)} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`,
    );
  }
}

async function canLogIn(ownerUrl: string, user: string, password: string): Promise<boolean> {
  const url = new URL(ownerUrl);
  url.username = user;
  url.password = password;
  const client = new pg.Client({ connectionString: url.toString(), connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Roles belong to the whole cluster: another database's migration may be changing the same one at this instant. */
async function alterRole(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if (attempt === 20 || codeOf(error) !== "XX000") throw error;
      await sleep(20 * attempt);
    }
  }
}

/** What PostgreSQL stores for a password (RFC 5803): sent instead of it, so that no server log ever shows the password. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$4096:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
