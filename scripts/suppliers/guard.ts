// Closes an adopted table: the database refuses every write, and says so where the refused transaction's rollback does not reach.
import pg from "pg";
import { secretFor } from "@/lib/secrets.ts";
import { messageOf, Refusal } from "../support/say.ts";
import type { Source } from "./source.ts";

const SCHEMA = "tradehall_guard";
const LOGIN = "tradehall_refusals";

/** Why refused writes cannot be listed but stand in the server's log alone; null when they can. */
export type LogProblem = string | null;

/**
 * Makes what writes down refused writes: a login that may do that and nothing else, over a connection of the server to itself. Committed before the table is
 * closed: the second connection would wait for the first one's transaction.
 */
export async function prepareLog(client: pg.Client, ownerUrl: string): Promise<LogProblem> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; REVOKE ALL ON SCHEMA ${SCHEMA} FROM PUBLIC`);
  const password = secretFor(`database ${LOGIN}`).toString("base64url");
  await client.query("BEGIN");
  try {
    const { rows } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [LOGIN]);
    if (rows.length === 0) await client.query(`CREATE ROLE ${LOGIN} NOINHERIT`);
    await client.query(`ALTER ROLE ${LOGIN} LOGIN CONNECTION LIMIT 20 PASSWORD ${pg.escapeLiteral(password)}`);
    const { database, port } = await serverOf(client);
    await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${LOGIN};
      GRANT USAGE ON SCHEMA public TO ${LOGIN};
      GRANT INSERT (table_name, operation, login, application, address) ON refused_writes TO ${LOGIN};
      DROP POLICY IF EXISTS refusals ON refused_writes;
      CREATE POLICY refusals ON refused_writes FOR INSERT TO ${LOGIN} WITH CHECK (true);
      CREATE EXTENSION IF NOT EXISTS dblink SCHEMA ${SCHEMA};
      DROP SERVER IF EXISTS ${LOGIN} CASCADE;
      CREATE SERVER ${LOGIN} FOREIGN DATA WRAPPER dblink_fdw
        OPTIONS (host ${pg.escapeLiteral(new URL(ownerUrl).hostname || "localhost")}, port '${port}', dbname ${pg.escapeLiteral(database)}, connect_timeout '3');
      CREATE USER MAPPING FOR CURRENT_USER SERVER ${LOGIN} OPTIONS (user '${LOGIN}', password ${pg.escapeLiteral(password)})`);
    await client.query("COMMIT");
    await client.query(`SELECT ${await dblinkSchema(client)}.dblink_connect('check', '${LOGIN}')`);
    await client.query(`SELECT ${await dblinkSchema(client)}.dblink_disconnect('check')`);
    return null;
  } catch (error) {
    await client.query("ROLLBACK");
    return messageOf(error);
  }
}

async function serverOf(client: pg.Client): Promise<{ database: string; port: string }> {
  const { rows } = await client.query<{ database: string; port: string }>(
    "SELECT current_database() AS database, current_setting('port') AS port",
  );
  const [server] = rows;
  if (!server) throw new Error("The server says nothing about itself.");
  return server;
}

async function dblinkSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(
    "SELECT extnamespace::regnamespace::text AS schema FROM pg_extension WHERE extname = 'dblink'",
  );
  return rows[0]?.schema ?? SCHEMA;
}

/** Within the caller's transaction, which holds the table. Privileges stay as they are: whoever has none is refused before anybody could write it down. */
export async function closeTable(client: pg.Client, source: Source, problem: LogProblem): Promise<void> {
  const dblink = problem === null ? await dblinkSchema(client) : null;
  await client.query(refuseWrite(dblink));
  await client.query(`REVOKE ALL ON FUNCTION ${SCHEMA}.refuse_write() FROM PUBLIC`);
  for (const table of await tablesOf(client, source)) {
    for (const [trigger, events] of [
      ["tradehall_no_writes", "INSERT OR UPDATE OR DELETE"],
      ["tradehall_no_truncate", "TRUNCATE"],
    ]) {
      await client.query(`CREATE OR REPLACE TRIGGER ${trigger} BEFORE ${events} ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION ${SCHEMA}.refuse_write();
        ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger}`);
    }
  }
}

/** A part of the table could be written to by its own name. */
async function tablesOf(client: pg.Client, source: Source): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `WITH RECURSIVE parts AS (
        SELECT $1::regclass::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN parts p ON p.oid = i.inhparent
      ) SELECT oid::regclass::text AS name FROM parts`,
    [source.name],
  );
  return rows.map(({ name }) => name);
}

function refuseWrite(dblink: string | null): string {
  const record = dblink
    ? `BEGIN
      PERFORM ${dblink}.dblink_connect(connection, '${LOGIN}');
      PERFORM ${dblink}.dblink_exec(connection, format(
        'INSERT INTO public.refused_writes (table_name, operation, login, application, address) VALUES (%L, %L, %L, %L, %L)',
        format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), TG_OP, session_user, left(current_setting('application_name'), 100), host(inet_client_addr())));
      PERFORM ${dblink}.dblink_disconnect(connection);
    EXCEPTION WHEN OTHERS THEN
      RAISE LOG 'the refused write could not be recorded: %', SQLERRM;
      IF connection = ANY (COALESCE(${dblink}.dblink_get_connections(), '{}')) THEN PERFORM ${dblink}.dblink_disconnect(connection); END IF;
    END;`
    : "";
  return `CREATE OR REPLACE FUNCTION ${SCHEMA}.refuse_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE connection text := 'tradehall_refusal';
  BEGIN
    RAISE LOG 'refused % on %.% by % (%)', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME, session_user, current_setting('application_name');
    ${record}
    RAISE EXCEPTION '%.% was adopted by Tradehall and takes no more writes: its rows are sellers now.', TG_TABLE_SCHEMA, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege', HINT = 'Change the seller in Tradehall. The refused write was recorded.';
  END $$`;
}

/** Holds writers off until the caller's transaction ends. */
export async function holdTable(client: pg.Client, source: Source): Promise<void> {
  try {
    await client.query(`LOCK TABLE ${source.name} IN SHARE ROW EXCLUSIVE MODE`);
  } catch (error) {
    throw new Refusal(
      `All rows are in, but ${source.name} cannot be closed (${messageOf(error)}): run this as its owner.`,
    );
  }
}
