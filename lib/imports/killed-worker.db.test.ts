import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it, vi } from "vitest";
import { closeDb } from "@/lib/db/client";
import { getImport } from "@/lib/imports/queries";
import { systemDb, unique } from "@/prisma/factories/db";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createHouse } from "@/prisma/factories/world";
import { type Service, serviceEnvironment, startService, stopService, TSX } from "@/scripts/support/processes";
import { badRows, line } from "./test-rows";
import { upload } from "./test-support";

vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const db = systemDb();
const services: Service[] = [];

afterAll(async () => {
  for (const service of services) await stopService(service);
  await closeDb();
});

function startWorkerProcess(): Service {
  const service = startService([...TSX, "scripts/worker.ts"], serviceEnvironment({ LOCAL_INBOX: "1" }));
  services.push(service);
  return service;
}

async function until(done: () => Promise<boolean>, ms = 90_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms`);
    await sleep(5);
  }
}

it("26. kill -9 of the worker at any moment of importing: every row is done once, and the next worker goes on at once", async () => {
  const house = await createHouse();
  const scope = await storeScopeFor(house.admin.id, house.seller.slug);
  const sellerId = house.seller.id;
  const before = await db.client.count({ where: { sellerId } });
  const name = unique("killed");
  const rows = Array.from({ length: 12_000 }, (_, n) =>
    line({ email: `${name}-${n}@example.com`, name: `Client ${n}` }),
  );
  // A contact of the first chunk once more in the last: no worker that dies in between may forget it.
  rows.splice(
    40,
    0,
    ...badRows(1, "")
      .slice(0, 9)
      .map(({ cells }) => cells),
  );
  rows.push(line({ email: `${name}-0@example.com` }));
  const id = await upload(scope, { rows });
  const doneNow = async () => (await db.import.findFirst({ where: { id }, select: { done: true } }))?.done ?? 0;

  for (const share of [0.01, 0.3, 0.6]) {
    const worker = startWorkerProcess();
    await worker.ready;
    await until(async () => (await doneNow()) >= rows.length * share);
    worker.process.kill("SIGKILL");
    expect(await worker.ended).toBe("ended by SIGKILL");
    // What it counted is what is there, whatever it was doing.
    await until(async () => {
      const [{ done, added, refused, status }, inside] = [
        await getImport(scope, id),
        (await db.client.count({ where: { sellerId } })) - before,
      ];
      return status === "running" && added === inside && done === added + refused;
    }, 10_000);
    expect(await doneNow()).toBeLessThan(rows.length);
  }

  const last = startWorkerProcess();
  await until(async () => (await getImport(scope, id)).status === "done");
  expect(await getImport(scope, id)).toMatchObject({
    done: 12_010,
    added: 12_000,
    updated: 0,
    skipped: 0,
    refused: 10,
  });
  expect((await getImport(scope, id)).refusedRows.at(-1)).toMatchObject({ row: 12_011, problem: "duplicate", of: 2 });
  expect(await db.client.count({ where: { sellerId } })).toBe(before + 12_000);
  expect(await db.auditEvent.count({ where: { sellerId, action: "import.done", targetId: id } })).toBe(1);
  await stopService(last);
}, 240_000);
