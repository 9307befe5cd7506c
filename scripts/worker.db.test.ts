import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Providers, startProviders } from "@/e2e/providers/fault-server";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { queueMessage } from "@/lib/messages/commands";
import { type Service, serviceEnvironment, startService, stopService, TSX } from "./support/processes.ts";

const scope = SystemScope.resolve("test");
const phone = { kind: "phone", value: "+12025550123" } as const;
const email = { kind: "email", value: "lost@example.com" } as const;
const services: Service[] = [];
let providers: Providers;

beforeAll(async () => {
  providers = await startProviders();
});
afterAll(async () => {
  for (const service of services) await stopService(service);
  await providers.close();
  await closeDb();
});

function startWorkerProcess(): Service {
  const keys = {
    TWILIO_ACCOUNT_SID: `AC${"a".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "token",
    TWILIO_FROM: "+12025550199",
    TWILIO_API_URL: providers.url,
    RESEND_API_KEY: "re_test",
    RESEND_FROM: "Tradehall <hello@example.com>",
    RESEND_API_URL: providers.url,
  };
  const service = startService([...TSX, "scripts/worker.ts"], serviceEnvironment({ ...keys, LOCAL_INBOX: "" }));
  services.push(service);
  return service;
}

async function until(done: () => Promise<boolean> | boolean, ms = 60_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms`);
    await sleep(20);
  }
}

async function row(id: string) {
  const found = await scope.db.message.findFirst({ where: { id } });
  if (!found) throw new Error("no such message");
  return found;
}

it("26. kill -9 of a worker process between claim and answer: e-mail sent again under its key, SMS parked, neither doubled", async () => {
  const first = startWorkerProcess();
  await first.ready;
  // The providers take both and answer long after the worker is dead.
  for (const channel of ["sms", "email"] as const) providers.fail(channel, { kind: "slow", ms: 60_000 });
  const [sms, mail] = await scope.tx(async (db) => [
    await queueMessage(db, {
      to: phone,
      locale: "en",
      template: "sign-in-code",
      code: "314159",
      minutes: 5,
    }),
    await queueMessage(db, {
      to: email,
      locale: "en",
      template: "access-rejected",
      sellerName: "Harbor Foods",
    }),
  ]);
  if (!sms || !mail) throw new Error("nothing queued");
  await until(() => providers.sms.length === 1 && providers.emails.length === 1);
  first.process.kill("SIGKILL");
  expect(await first.ended).toBe("ended by SIGKILL");
  expect([await row(sms), await row(mail)]).toMatchObject([{ status: "sending" }, { status: "sending" }]);

  // As if the minute had passed after which a claim counts as abandoned.
  await scope.db.message.updateMany({ where: {}, data: { claimedAt: new Date(Date.now() - 61_000) } });
  const second = startWorkerProcess();
  await until(async () => (await row(mail)).status === "sent");
  expect(providers.calls).toEqual({ sms: 1, email: 2 });
  expect(providers.emails).toMatchObject([{ to: email.value, idempotencyKey: mail }]);
  expect(await row(mail)).toMatchObject({ attempts: 2, providerId: providers.emails[0]?.id, error: null });
  expect(await row(sms)).toMatchObject({ status: "parked", error: "interrupted", attempts: 1 });
  expect(providers.sms).toHaveLength(1);

  await second.ready;
  second.process.kill("SIGTERM");
  expect(await second.ended).toBe("ended with code 0");
}, 180_000);
