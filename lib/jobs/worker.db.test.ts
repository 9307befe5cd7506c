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
        channel: "email",
        to: other,
        locale: "en",
        template: "access-rejected",
        sellerName: "Harbor Foods",
      });
      for (const code of ["111111", "222222"])
        await queueMessage(scope.db, {
          channel: "sms",
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
        { channel: "sms", to: phone.value, subject: null, text: expect.stringContaining("222222") },
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
  it("sends, works and maintains as the system role", async () => {
    const { boss, stop } = await startBoss();
    const errors: unknown[] = [];
    boss.on("error", (error) => errors.push(error));
    try {
      const [queue] = QUEUE_NAMES;
      if (!queue) throw new Error("no queues");
      const id = await boss.send(queue, { n: 1 });
      // The clock of the test before may have left a job of its own.
      const jobs = await boss.fetch<{ n: number }>(queue, { batchSize: 10 });
      expect(jobs.find((job) => job.id === id)).toMatchObject({ data: { n: 1 } });
      await boss.complete(queue, id ?? "");
      await boss.schedule(queue, "* * * * *");
      expect((await boss.getSchedules()).map((schedule) => schedule.name)).toContain(queue);
      await boss.maintain();
      expect(errors).toEqual([]);
    } finally {
      await stop();
    }
  });

  it("the system role owns and may create nothing there; other roles see nothing", async () => {
    const { rows } = await owner((client) =>
      client.query(`SELECT pg_get_userbyid(nspowner) AS owner, has_schema_privilege('tradehall_system', 'pgboss', 'CREATE') AS create,
        has_schema_privilege('tradehall_store', 'pgboss', 'USAGE') AS store, has_schema_privilege('tradehall_app', 'pgboss', 'USAGE') AS app
        FROM pg_namespace WHERE nspname = 'pgboss'`),
    );
    expect(rows).toEqual([
      {
        owner: expect.not.stringMatching(/^tradehall_(app|operator_login|shop|store|account|system|operator)$/),
        create: false,
        store: false,
        app: false,
      },
    ]);
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
