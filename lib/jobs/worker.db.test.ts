import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { startBoss } from "@/lib/jobs/boss";
import { cleanUp } from "@/lib/jobs/clean-up";
import { checkHealth } from "@/lib/jobs/health";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import { installJobs } from "@/lib/jobs/schema";
import { startWorker } from "@/lib/jobs/worker";
import { queueMessage } from "@/lib/messages/commands";
import { listInbox } from "@/lib/messages/queries";

const scope = SystemScope.resolve("test");
const phone = { kind: "phone", value: "+12025550123" } as const;
const other = { kind: "email", value: "other@example.com" } as const;

afterAll(closeDb);

async function owner<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

async function until<T>(ask: () => Promise<T | undefined>, ms: number): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`not within ${ms} ms`);
    await sleep(20);
  }
}

describe("the worker", () => {
  it("delivers to the local inbox within a second after commit, newest first, to the one contact; health follows its life", async () => {
    expect(await checkHealth()).toMatchObject({ status: "unavailable", checks: { database: "ok", worker: "gone" } });
    const worker = await startWorker();
    try {
      await until(async () => ((await checkHealth()).status === "ok" ? true : undefined), 5000);
      await queueMessage(scope.db, {
        to: other,
        locale: "en",
        template: "access-rejected",
        sellerName: "Harbor Foods",
      });
      for (const code of ["111111", "222222"])
        await queueMessage(scope.db, {
          to: phone,
          locale: "en",
          template: "sign-in-code",
          code,
          minutes: 5,
        });
      const messages = await until(async () => {
        const found = await listInbox(scope, phone);
        return found.length === 2 ? found : undefined;
      }, 1000);
      expect(messages).toMatchObject([
        { to: phone.value, subject: null, text: expect.stringContaining("222222") },
        { to: phone.value, text: expect.stringContaining("111111") },
      ]);
      await until(async () => ((await listInbox(scope)).length === 3 ? true : undefined), 1000);
    } finally {
      await worker.stop();
    }
    expect((await checkHealth()).checks).toEqual({ database: "ok", worker: "gone" });
  });

  it("a database that does not answer makes health say so, and no more", async () => {
    await owner(async (client) => {
      await client.query("BEGIN; LOCK TABLE worker_heartbeats IN ACCESS EXCLUSIVE MODE");
      const { version, ...said } = await checkHealth(200);
      expect(said).toEqual({ status: "unavailable", checks: { database: "gone", worker: "unknown" } });
      expect(version).toMatch(/^\d+\.\d+\.\d+/);
    });
  });
});

describe("pg-boss without ownership", () => {
  const [queue] = QUEUE_NAMES;
  if (!queue) throw new Error("no queues");
  const everySecond = { superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, maintenanceIntervalSeconds: 1 };

  it("sends, works and maintains as the system role, without an error over several rounds", async () => {
    const { boss, stop } = await startBoss(everySecond);
    const errors: unknown[] = [];
    boss.on("error", (error) => errors.push(error));
    try {
      await boss.schedule(queue, "* * * * *");
      expect((await boss.getSchedules()).map((schedule) => schedule.name)).toContain(queue);
      const [done, hanging] = [await boss.send(queue, { n: 1 }), await boss.send(queue, { n: 2 })];
      // The clock of the test before may have left a job of its own.
      const jobs = await boss.fetch<{ n: number }>(queue, { batchSize: 10 });
      expect(jobs.find((job) => job.id === done)).toMatchObject({ data: { n: 1 } });
      await boss.complete(queue, done ?? "");
      await owner(async (client) => {
        await client.query("UPDATE pgboss.job SET completed_on = now() - interval '1 month' WHERE id = $1", [done]);
        await client.query("UPDATE pgboss.job SET started_on = now() - interval '1 day' WHERE id = $1", [hanging]);
        const rounds = new Set<string>();
        await until(async () => {
          const { rows } = await client.query("SELECT maintain_on::text FROM pgboss.queue WHERE name = $1", [queue]);
          return rounds.add(rows[0].maintain_on).size > 3 ? true : undefined;
        }, 20_000);
        const { rows } = await client.query("SELECT id, state FROM pgboss.job WHERE id = ANY($1)", [[done, hanging]]);
        expect(rows).toEqual([{ id: hanging, state: "retry" }]);
      });
      await boss.resolveFlow();
      expect(errors).toEqual([]);
    } finally {
      await stop();
    }
  });

  it("the clock starts a job of each schedule that is due, and stopping waits for the one at work", async () => {
    const { boss, stop } = await startBoss();
    const happened: string[] = [];
    const finish = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    await boss.work(queue, { pollingIntervalSeconds: 0.5 }, async () => {
      happened.push("started");
      started.resolve();
      await finish.promise;
      happened.push("finished");
    });
    await owner((client) => client.query("UPDATE pgboss.version SET cron_on = NULL"));
    await started.promise;
    const stopped = stop().then(() => happened.push("stopped"));
    finish.resolve();
    await stopped;
    expect(happened.slice(-2)).toEqual(["finished", "stopped"]);
    expect(happened.filter((what) => what === "started")).toHaveLength(happened.indexOf("stopped") / 2);
  });

  it("the system role owns nothing there and has these rights; nobody else has any", async () => {
    const { owned, granted } = await owner(async (client) => ({
      owned: await client.query(`
        SELECT name FROM (SELECT relname AS name, relowner AS owner FROM pg_class WHERE relnamespace = 'pgboss'::regnamespace
          UNION ALL SELECT nspname, nspowner FROM pg_namespace WHERE nspname = 'pgboss') objects
        WHERE pg_get_userbyid(owner) ~ '^tradehall_(app|operator_login|shop|store|account|system|operator)$'`),
      granted: await client.query(`
        SELECT grants.role, grants.name, string_agg(grants.right, ', ' ORDER BY grants.right) AS rights FROM (
          SELECT acl.grantee::regrole::text AS role, c.relname::text AS name, acl.privilege_type AS right
          FROM pg_class c, aclexplode(c.relacl) acl WHERE c.relnamespace = 'pgboss'::regnamespace AND acl.grantee <> c.relowner
          UNION ALL SELECT acl.grantee::regrole::text, p.proname::text, acl.privilege_type
          FROM pg_proc p, aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) acl
          WHERE p.pronamespace = 'pgboss'::regnamespace AND acl.grantee <> p.proowner
          UNION ALL SELECT acl.grantee::regrole::text, n.nspname::text, acl.privilege_type
          FROM pg_namespace n, aclexplode(n.nspacl) acl WHERE n.nspname = 'pgboss' AND acl.grantee <> n.nspowner
        ) grants GROUP BY grants.role, grants.name ORDER BY grants.name`),
    }));
    expect(owned.rows).toEqual([]);
    expect(granted.rows.map(({ role, name, rights }) => `${role} ${name}: ${rights}`)).toEqual([
      "tradehall_system create_queue: EXECUTE",
      "tradehall_system job: DELETE, INSERT, SELECT, UPDATE",
      "tradehall_system job_common: DELETE, INSERT, SELECT, UPDATE",
      "tradehall_system job_dependency: DELETE, SELECT",
      "tradehall_system job_now: EXECUTE",
      "tradehall_system pgboss: USAGE",
      "tradehall_system queue: INSERT, SELECT, UPDATE",
      "tradehall_system schedule: INSERT, SELECT, UPDATE",
      "tradehall_system version: SELECT, UPDATE",
    ]);
  });

  it("a schema of another version gives way to a new one; of this version it stays with what it holds", async () => {
    const ownerUrl = process.env.DATABASE_URL ?? "";
    await owner((client) => client.query("UPDATE pgboss.version SET version = 24"));
    await expect(startBoss()).rejects.toThrow("requires migrations");
    await installJobs(ownerUrl);
    const { boss, stop } = await startBoss();
    try {
      const id = await boss.send(queue, {});
      await installJobs(ownerUrl);
      expect(await boss.findJobs(queue, { id: id ?? "" })).toHaveLength(1);
    } finally {
      await stop();
    }
  });
});

describe("clean-up", () => {
  it("removes what is over, keeps what is not", async () => {
    const hours = (n: number) => new Date(Date.now() + n * 3_600_000);
    const bytes = Uint8Array.from([1]);
    const code = (expiresAt: Date) => ({
      id: newId(),
      purpose: "sign_in",
      contactKind: "phone",
      contactLookup: bytes,
      codeHash: bytes,
      browserHash: bytes,
      expiresAt,
    });
    const user = newId();
    await scope.db.user.createMany({ data: { id: user } });
    await scope.db.signInCode.createMany({ data: [code(hours(-30)), code(hours(1))] });
    await scope.db.rateLimit.createMany({
      data: [{ key: "old", expire: Date.now() - 1 }, { key: "new", expire: Date.now() + 60_000 }, { key: "forever" }],
    });
    const session = (expiresAt: Date, endedAt: Date | null) => ({ id: newId(), userId: user, expiresAt, endedAt });
    await scope.db.session.createMany({
      data: [
        session(hours(1), null),
        session(hours(1), hours(-24 * 31)),
        session(hours(-24 * 31), null),
        session(hours(-1), null),
      ],
    });
    await scope.db.workerHeartbeat.createMany({ data: [{ id: newId(), seenAt: hours(-25) }] });
    await cleanUp(scope);
    expect(await scope.db.signInCode.count()).toBe(1);
    expect((await scope.db.rateLimit.findMany({ orderBy: { key: "asc" } })).map((row) => row.key)).toEqual([
      "forever",
      "new",
    ]);
    expect(await scope.db.session.count()).toBe(2);
    expect(await scope.db.workerHeartbeat.count()).toBe(0);
  });
});
