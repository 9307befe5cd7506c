import "server-only";
import type pg from "pg";
import { type ConstructorOptions, PgBoss } from "pg-boss";
import { dbContext, dbContextStorage } from "@/lib/db/context";
import { createPool } from "@/lib/db/pool";
import { appDatabaseUrl } from "@/lib/db/urls";
import { BOSS_SCHEMA } from "@/lib/jobs/queues";
import { logger } from "@/lib/logger";

const system = dbContext("system");

/** How often it looks after its queues; the tests do not wait for its own hours. */
type Pace = Pick<
  ConstructorOptions,
  "superviseIntervalSeconds" | "monitorIntervalSeconds" | "maintenanceIntervalSeconds"
>;

/** pg-boss on connections of the app login, every statement as the system role. */
export async function startBoss(pace: Pace = {}): Promise<{ boss: PgBoss; stop(): Promise<void> }> {
  const pool = createPool(appDatabaseUrl(), 2);
  const boss = new PgBoss({
    ...pace,
    db: { executeSql: (text, values) => execute(pool, text, values) },
    schema: BOSS_SCHEMA,
    migrate: false,
    // Only an owner may; it still warns when an index has grown out of shape.
    reindex: false,
  });
  boss.on("error", (error) => logger.error({ err: error }, "jobs"));
  boss.on("warning", ({ message }) => logger.warn({ reason: message }, "jobs"));
  const stop = async () => {
    await boss.stop({ timeout: 5_000 });
    await pool.end();
  };
  try {
    await boss.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { boss, stop };
}

/**
 * pg-boss sends some of its work as one script with a BEGIN and COMMIT of its own: there the scope opens instead of its BEGIN.
 * All else is one statement, and the pool puts the scope around it.
 */
async function execute(pool: pg.Pool, text: string, values: unknown[] | undefined): Promise<{ rows: unknown[] }> {
  const script = /^\s*BEGIN;/;
  if (!script.test(text)) {
    return await dbContextStorage.run(system, async () => await pool.query({ text, values: values ?? [] }));
  }
  const result: pg.QueryResult | pg.QueryResult[] = await pool.query({
    text: text.replace(script, `${system.begin};`),
  });
  // One result per statement of the script.
  return { rows: [result].flat().flatMap(({ rows }) => rows) };
}
