import pg from "pg";
import { getConstructionPlans, PgBoss } from "pg-boss";
import bossPackage from "pg-boss/package.json" with { type: "json" };
import { BOSS_SCHEMA, QUEUE_NAMES } from "./queues.ts";

// pg-boss sends the ticks of its clock through this one.
const INTERNAL_QUEUES = ["__pgboss__send-it"];

/** All that working, the clock and maintenance need; no functions but the two that they call. */
const GRANTS = `
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${BOSS_SCHEMA} FROM PUBLIC, tradehall_system;
  REVOKE ALL ON ALL TABLES IN SCHEMA ${BOSS_SCHEMA} FROM tradehall_system;
  GRANT USAGE ON SCHEMA ${BOSS_SCHEMA} TO tradehall_system;
  GRANT SELECT, UPDATE ON ${BOSS_SCHEMA}.version TO tradehall_system;
  GRANT SELECT, INSERT, UPDATE ON ${BOSS_SCHEMA}.queue, ${BOSS_SCHEMA}.schedule TO tradehall_system;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${BOSS_SCHEMA}.job, ${BOSS_SCHEMA}.job_common TO tradehall_system;
  GRANT SELECT, DELETE ON ${BOSS_SCHEMA}.job_dependency TO tradehall_system;
  GRANT EXECUTE ON FUNCTION ${BOSS_SCHEMA}.job_now(), ${BOSS_SCHEMA}.create_queue(text, jsonb) TO tradehall_system`;

/**
 * Creates pg-boss' schema and our queues as the owner, and lets the system role use them; one of another version gives way to a
 * new one, for all it holds is ticks of the clock. The worker owns nothing: see docs/decisions/007-jobs-without-ownership.md.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // A lost connection also rejects the query that needed it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    // Never started: it only words the statements.
    const boss = new PgBoss({ schema: BOSS_SCHEMA, db: { executeSql: (text, values) => client.query(text, values) } });
    const version = (await boss.isInstalled()) ? await boss.schemaVersion() : null;
    if (version !== bossPackage.pgboss.schema) {
      await client.query(`DROP SCHEMA IF EXISTS ${BOSS_SCHEMA} CASCADE`);
      await client.query(getConstructionPlans(BOSS_SCHEMA));
    }
    for (const name of [...INTERNAL_QUEUES, ...QUEUE_NAMES]) await boss.createQueue(name);
    await client.query(GRANTS);
  } finally {
    await client.end();
  }
}
