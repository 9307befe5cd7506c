import pg from "pg";
import PgBoss from "pg-boss";
import { BOSS_SCHEMA, QUEUE_NAMES } from "./queues.ts";

// pg-boss makes this one for its schedules, and at run time it could not.
const INTERNAL_QUEUES = ["__pgboss__send-it"];

/**
 * Creates or migrates pg-boss' schema and our queues as the owner, and lets the system role use them.
 * The worker itself owns nothing: see docs/decisions/007-jobs-without-ownership.md.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: BOSS_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    migrate: true,
  });
  // A lost connection also rejects the call that needed it.
  boss.on("error", () => undefined);
  await boss.start();
  try {
    for (const name of [...INTERNAL_QUEUES, ...QUEUE_NAMES]) await boss.createQueue(name);
  } finally {
    await boss.stop({ graceful: false });
  }
  await grant(ownerUrl);
}

async function grant(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${BOSS_SCHEMA} FROM PUBLIC;
      GRANT USAGE ON SCHEMA ${BOSS_SCHEMA} TO tradehall_system;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${BOSS_SCHEMA} TO tradehall_system;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${BOSS_SCHEMA} TO tradehall_system`);
  } finally {
    await client.end();
  }
}
