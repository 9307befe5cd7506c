import "server-only";
import type pg from "pg";
import PgBoss from "pg-boss";
import { dbContext, dbContextStorage } from "@/lib/db/context";
import { createPool } from "@/lib/db/pool";
import { appDatabaseUrl } from "@/lib/db/urls";
import { BOSS_SCHEMA } from "@/lib/jobs/queues";
import { logger } from "@/lib/logger";

const system = dbContext("system");

/** pg-boss on connections of the app login, every statement as the system role. */
export async function startBoss(): Promise<{ boss: PgBoss; stop(): Promise<void> }> {
  const pool = createPool(appDatabaseUrl(), 2);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => execute(pool, text, values) },
    schema: BOSS_SCHEMA,
    migrate: false,
  });
  boss.on("error", (error) => logger.error({ err: error }, "jobs"));
  try {
    await boss.start();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    boss,
    async stop() {
      await boss.stop({ timeout: 5_000 });
      await pool.end();
    },
  };
}

/**
 * pg-boss sends its maintenance as one script with a BEGIN and COMMIT of its own: there the scope opens instead of its BEGIN.
 * All else is one statement, and the pool puts the scope around it.
 */
async function execute(pool: pg.Pool, text: string, values: unknown[] | undefined): Promise<{ rows: unknown[] }> {
  const script = /^\s*BEGIN;/;
  if (script.test(text)) {
    await pool.query({ text: text.replace(script, `${system.begin};`) });
    return { rows: [] };
  }
  return await dbContextStorage.run(system, async () => await pool.query({ text, values: values ?? [] }));
}
