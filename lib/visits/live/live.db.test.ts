import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { announceVisit } from "@/lib/visits/live/commands";
import { visitStream, watchVisits } from "@/lib/visits/live/queries";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator } from "@/prisma/factories/people";
import { actingAs, storeScopeFor } from "@/prisma/factories/scopes";
import { type CreatedSeller, createMember, createSeller } from "@/prisma/factories/sellers";

let owner: pg.Client;
let seller: CreatedSeller;
let member: Awaited<ReturnType<typeof createMember>>;
let scope: StoreScope;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  owner = await connectOwner();
});
beforeEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
  seller = await createSeller();
  member = await createMember({ seller });
  await createMember({ seller });
  scope = await storeScopeFor(member.userId, seller.slug);
});
afterAll(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
  await owner.end();
  await closeDb();
});

/** Reads a stream as an EventSource would: `next` waits for an event; null at the end. */
function reading(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  // Whoever opens a stream reads it.
  let coming: ReturnType<typeof reader.read> | null = reader.read();
  ends.push(() => reader.cancel());
  return {
    async next(): Promise<{ event: string; data: string } | null> {
      for (;;) {
        const at = text.indexOf("\n\n");
        if (at < 0) {
          const { done, value } = await (coming ?? reader.read());
          coming = null;
          if (done) return null;
          text += decoder.decode(value, { stream: true });
          continue;
        }
        const block = text.slice(0, at);
        text = text.slice(at + 2);
        const event = /^event: (.*)$/m.exec(block)?.[1];
        if (event) return { event, data: /^data: (.*)$/m.exec(block)?.[1] ?? "" };
      }
    },
  };
}

const listeners = async (): Promise<number[]> => {
  const { rows } = await owner.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query IN ('LISTEN visits', 'SELECT 1') AND usename = 'tradehall_app'",
  );
  return rows.map(({ pid }) => pid);
};
/** Until this process hears, so that nothing is announced into the void. */
async function listening(): Promise<number[]> {
  for (;;) {
    const pids = await listeners();
    if (pids.length > 0) return pids;
  }
}

describe("who listens to a store's visits", () => {
  it("is told that somebody came, and nothing of who; of another seller nothing", async () => {
    const other = await createSeller();
    const events = reading(visitStream(scope));
    await listening();
    announceVisit(other.id);
    announceVisit(seller.id);
    expect(await events.next()).toEqual({ event: "visits", data: seller.id });
  });

  it("shares one connection per process, that is given back with the last one", async () => {
    const streams = Array.from({ length: 5 }, () => reading(visitStream(scope)));
    expect(await listening()).toHaveLength(1);
    announceVisit(seller.id);
    expect(await Promise.all(streams.map((events) => events.next()))).toHaveLength(5);
    expect(await listeners()).toHaveLength(1);
    await Promise.all(ends.splice(0).map((end) => end()));
    while ((await listeners()).length > 0);
  });

  it("listens only while it is read: a HEAD, or a request that is gone, holds nothing; whoever reads no more is let go", async () => {
    for (let n = 0; n < 20; n++) visitStream(scope);
    expect(await listeners()).toEqual([]);
    const reader = (visitStream(scope).body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await listening();
    for (let n = 0; n < 60; n++) await owner.query("SELECT pg_notify('visits', $1)", [seller.id]);
    await expect.poll(listeners).toEqual([]);
  });

  it("is told to look again after the connection was lost, and hears on", async () => {
    const events = reading(visitStream(scope));
    const [pid] = await listening();
    await owner.query("SELECT pg_terminate_backend($1)", [pid]);
    expect(await events.next()).toEqual({ event: "visits", data: seller.id });
    announceVisit(seller.id);
    expect(await events.next()).toEqual({ event: "visits", data: seller.id });
  });

  const losses: [string, () => Promise<unknown>][] = [
    ["deactivated", () => systemDb().member.updateMany({ where: { id: member.id }, data: { status: "deactivated" } })],
    ["removed", () => systemDb().member.deleteMany({ where: { id: member.id } })],
    [
      "signed out",
      () => systemDb().session.updateMany({ where: { userId: member.userId }, data: { endedAt: new Date() } }),
    ],
    ["disabled", () => systemDb().user.updateMany({ where: { id: member.userId }, data: { status: "disabled" } })],
    ["terminated", () => systemDb().seller.updateMany({ where: { id: seller.id }, data: { status: "terminated" } })],
  ];
  it.each(losses)("is %s: told to go, and the stream ends", async (_, lose) => {
    const events = reading(visitStream(scope, 20));
    await listening();
    await lose();
    expect(await events.next()).toEqual({ event: "gone", data: "" });
    expect(await events.next()).toBeNull();
  });

  it("may be an operator who looks in, until the look ends", async () => {
    const { userId } = await createOperator();
    const startedAt = new Date();
    const look = { sellerId: seller.id, id: crypto.randomUUID(), userId, reason: "A question", startedAt };
    await systemDb().look.createMany({ data: { ...look, expiresAt: new Date(Date.now() + 900_000) } });
    const events = reading(visitStream(await storeScopeFor(userId, seller.slug), 20));
    await listening();
    announceVisit(seller.id);
    expect(await events.next()).toMatchObject({ event: "visits" });
    await systemDb().look.updateMany({ where: { id: look.id }, data: { endedAt: new Date() } });
    expect(await events.next()).toMatchObject({ event: "gone" });
  });

  it("has so many streams at most, and room again when one ends", async () => {
    const open = () => reading(visitStream(scope));
    for (let n = 0; n < 12; n++) open();
    // Each counts once it is read.
    await listening();
    expect(open).toThrow("errors.tooManyStreams");
    await ends.pop()?.();
    expect(open).not.toThrow();
  });

  it("without asking for a stream gets an answer that ends", async () => {
    const answer = await actingAs({ user: member.userId, headers: { accept: "application/json" } }, () =>
      watchVisits(scope),
    );
    expect(answer).toEqual({ sellerId: seller.id });
    const stream = await actingAs({ user: member.userId, headers: { accept: "text/event-stream" } }, () =>
      watchVisits(scope),
    );
    expect(stream).toBeInstanceOf(Response);
    if (stream instanceof Response) reading(stream);
  });
});
