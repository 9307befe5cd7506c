import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { claimMessages, SELLER_SHARE } from "@/lib/jobs/outbox-claim";
import { startRelay } from "@/lib/jobs/relay-loop";
import { queueMessage, queueMessages } from "@/lib/messages/commands";
import type { Senders } from "@/lib/messages/senders/sender";
import { createSeller } from "@/prisma/factories/sellers";

const scope = SystemScope.resolve("test");
const email = { kind: "email", value: "nina@example.com" } as const;
const words = { template: "access-rejected", sellerName: "Harbor Foods" } as const;
const code = { template: "sign-in-code", code: "314159", minutes: 5 } as const;

let loud: string;
let quiet: string;

beforeAll(async () => {
  loud = (await createSeller()).id;
  quiet = (await createSeller()).id;
});
afterAll(closeDb);
afterEach(async () => {
  await scope.db.message.deleteMany({});
});

async function queueMany(sellerId: string, count: number): Promise<void> {
  const message = { sellerId, to: email, locale: "en", ...words };
  for (let n = 0; n < count; n += 1000) {
    await queueMessages(
      scope.db,
      Array.from({ length: Math.min(1000, count - n) }, () => message),
    );
  }
}

const queueOne = (sellerId: string) => queueMessage(scope.db, { sellerId, to: email, locale: "en", ...words });
const queueCode = () => queueMessage(scope.db, { to: email, locale: "en", ...code });

describe("one seller's ten thousand messages delay nobody", () => {
  it("another seller's message and a code are in the next hand", async () => {
    await queueMany(loud, 10_000);
    const [other, urgent] = [await queueOne(quiet), await queueCode()];
    const hand = await claimMessages(scope, { codes: 10, others: 20 });
    expect(hand.map(({ id }) => id)).toEqual(expect.arrayContaining([other, urgent]));
    expect(hand.filter(({ sellerId }) => sellerId === loud)).toHaveLength(SELLER_SHARE);
  });

  it("with one free place, who has nothing under way goes before who has", async () => {
    await queueMany(loud, 50);
    const other = await queueOne(quiet);
    const busy = new Map([[loud, 3]]);
    expect((await claimMessages(scope, { codes: 0, others: 1, busy })).map(({ id }) => id)).toEqual([other]);
    const full = new Map([[loud, SELLER_SHARE]]);
    expect(await claimMessages(scope, { codes: 10, others: 10, busy: full })).toEqual([]);
  });

  it("twenty loud sellers do not starve the next: all of them get their turns", async () => {
    const sellers: string[] = [];
    for (let n = 0; n < 25; n++) sellers.push((await createSeller()).id);
    for (const id of sellers) await queueMany(id, 40);
    const served = new Set<string>();
    for (let n = 0; n < 80; n++) {
      for (const { sellerId } of await claimMessages(scope, { codes: 0, others: 5 })) served.add(sellerId);
    }
    expect(served.size).toBe(25);
  });

  it("of one seller the oldest goes first", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await queueOne(quiet));
    const hand = await claimMessages(scope, { codes: 0, others: 3 });
    expect(hand.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 3));
  });

  it("while a provider hangs and all places are taken, a code and another seller's message go out at once", async () => {
    const hanging = Promise.withResolvers<void>();
    const sent: string[] = [];
    const slow = async (id: string, sellerId: string) => {
      if (sellerId === loud) await hanging.promise;
      sent.push(id);
      return { kind: "delivered" as const };
    };
    const sender = {
      provider: "test",
      send: ({ id, sellerId }: { id: string; sellerId: string }) => slow(id, sellerId),
    };
    const senders: Senders = { sms: sender, email: sender };
    await queueMany(loud, 200);
    const relay = startRelay(scope, newId(), senders);
    await until(async () => (await scope.db.message.count({ where: { status: "sending" } })) === SELLER_SHARE);
    const [other, urgent] = [await queueOne(quiet), await queueCode()];
    await until(() => sent.includes(other) && sent.includes(urgent));
    expect(sent.toSorted()).toEqual([other, urgent].toSorted());
    await scope.db.message.deleteMany({ where: { status: "queued" } });
    hanging.resolve();
    await relay.stop();
  });
});

async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await done())) {
    if (performance.now() > end) throw new Error("not within 20 s");
    await sleep(20);
  }
}
