import { afterAll, describe, expect, it } from "vitest";
import { startProviders } from "@/e2e/providers/fault-server";
import { workOnAlerts } from "@/lib/alerts/telling/commands";
import { comes, scope, store, templates, told, work } from "@/lib/alerts/test-support";
import { closeDb } from "@/lib/db/client";
import { recoverAbandoned, sendClaimed, takeHand } from "@/lib/jobs/outbox";
import { openMessage } from "@/lib/messages/open";
import { inboxSender } from "@/lib/messages/senders/inbox";
import { resendSender } from "@/lib/messages/senders/resend";
import { createAlertMark } from "@/prisma/factories/alerts";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createUser } from "@/prisma/factories/people";
import { createCustomer, createMember } from "@/prisma/factories/sellers";
import { createCategory } from "@/prisma/factories/trade";
import { createVisit } from "@/prisma/factories/visits";

afterAll(closeDb);

const hours = (n: number) => new Date(Date.UTC(2026, 9, 5, 15) + n * 3_600_000);
const waiting = (sellerId: string) => scope.db.visitAlert.count({ where: { sellerId } });

describe("an alert", () => {
  it("is written in one turn of the loop: who, which company, when, what was looked at, and where to see it", async () => {
    const { seller, reader } = await store();
    const customer = await createCustomer({
      seller,
      user: await createUser({ name: "Nina Park" }),
      company: "Park Deli",
    });
    const category = await createCategory({ seller, name: "Shellfish" });
    await createVisit({ customer, at: hours(0), page: { kind: "category", about: category.id } });
    await createVisit({
      customer,
      at: new Date(hours(0).getTime() + 100),
      page: { kind: "search", about: "oat milk" },
    });
    await work(hours(0));
    const [visit] = await scope.db.visit.findMany({ where: { sellerId: seller.id } });
    expect(await told(reader)).toMatchObject([
      {
        template: "visit-alert",
        visitor: { name: "Nina Park", company: "Park Deli" },
        at: hours(0).toISOString(),
        timeZone: "America/New_York",
        pages: [
          { kind: "category", about: "Shellfish" },
          { kind: "search", about: "oat milk" },
        ],
        link: expect.stringMatching(new RegExp(`/vendor/${seller.slug}/analytics\\?visit=${visit?.id}$`)),
      },
    ]);
    expect(await waiting(seller.id)).toBe(0);
  });

  it("waits for nobody where nobody wants it: nothing is left in the queue", async () => {
    const { seller, reader, customer } = await store({ mode: "off" });
    const other = await store();
    await createVisit({ customer, at: hours(0) });
    expect(await waiting(seller.id)).toBe(0);
    await scope.db.member.updateMany({ where: { sellerId: other.seller.id }, data: { status: "deactivated" } });
    await createVisit({ customer: other.customer, at: hours(0) });
    expect(await waiting(other.seller.id)).toBe(0);
    expect(await told(reader)).toEqual([]);
  });

  it("is one per visit and member, however often the page is loaded and whoever works", async () => {
    const { seller, reader, newReader, customer } = await store({ coolDown: 0 });
    const second = await newReader({ coolDown: 0 });
    await Promise.all(Array.from({ length: 200 }, () => createVisit({ customer, at: hours(0) })));
    await Promise.all(Array.from({ length: 4 }, () => work(hours(0))));
    await createVisit({ customer, at: new Date(hours(0).getTime() + 60_000) });
    await work(hours(1));
    expect(await templates(reader)).toEqual(["visit-alert"]);
    expect(await templates(second)).toEqual(["visit-alert"]);
    expect(await waiting(seller.id)).toBe(0);
  });

  it("is not repeated within the cool-down, customer by customer and member by member", async () => {
    const { reader, newReader, customer, newCustomer } = await store({ coolDown: 720 });
    const eager = await newReader({ coolDown: 60 });
    await comes(customer, hours(0));
    await comes(customer, hours(2));
    await comes(await newCustomer(), hours(2));
    expect(await templates(reader)).toHaveLength(2);
    expect(await templates(eager)).toHaveLength(3);
    await comes(customer, hours(12));
    expect(await templates(reader)).toHaveLength(3);
  });

  it("two visits of one customer told at once by two workers: one starts the cool-down", async () => {
    const { reader, customer } = await store({ coolDown: 720 });
    await createVisit({ customer, at: hours(0) });
    await createVisit({ customer, at: hours(1) });
    await Promise.all(Array.from({ length: 4 }, () => workOnAlerts(scope, hours(1))));
    expect(await templates(reader)).toHaveLength(1);
  });

  it("is not written about whom a member muted, and with only watched ones about nobody else", async () => {
    const { reader, newReader, customer, newCustomer } = await store({ coolDown: 0 });
    const watcher = await newReader({ coolDown: 0, onlyWatched: true });
    const other = await newCustomer();
    await createAlertMark(reader, customer, "mute");
    await createAlertMark(watcher, customer, "watch");
    await comes(customer, hours(0));
    await comes(other, hours(0));
    expect(await told(reader)).toHaveLength(1);
    expect(await told(watcher)).toHaveLength(1);
    expect((await told(reader))[0]).not.toMatchObject({ visitor: (await told(watcher))[0] });
  });
});

describe("nobody else is told", () => {
  it("no removed, deactivated or disabled member, and no other seller's", async () => {
    const { seller, reader, newReader, customer } = await store();
    const elsewhere = await store();
    const [paused, disabled] = [await newReader({}), await newReader({})];
    await createVisit({ customer, at: hours(0) });
    await scope.db.member.deleteMany({ where: { sellerId: seller.id, userId: reader.userId } });
    await scope.db.member.updateMany({
      where: { sellerId: seller.id, userId: paused.userId },
      data: { status: "deactivated" },
    });
    await scope.db.user.updateMany({ where: { id: disabled.userId }, data: { status: "disabled" } });
    await work(hours(0));
    expect(await told({ sellerId: seller.id })).toEqual([]);
    expect(await told(elsewhere.reader)).toEqual([]);
    expect(await waiting(seller.id)).toBe(0);
    expect(await scope.db.alertSetting.count({ where: { sellerId: seller.id, userId: reader.userId } })).toBe(0);
  });

  it.each(["suspended", "terminated"])("no member of a seller that is %s meanwhile", async (status) => {
    const { seller, reader, customer } = await store();
    await createVisit({ customer, at: hours(0) });
    await scope.db.seller.updateMany({ where: { id: seller.id }, data: { status } });
    await work(hours(0));
    expect(await told(reader)).toEqual([]);
    expect(await waiting(seller.id)).toBe(0);
  });

  it("whoever goes before it is sent does not get it: of a member removed, or of a store suspended", async () => {
    const gone = await store();
    const closed = await store();
    await comes(gone.customer, hours(0));
    await comes(closed.customer, hours(0));
    await scope.db.member.deleteMany({ where: { sellerId: gone.seller.id, userId: gone.reader.userId } });
    await scope.db.seller.updateMany({ where: { id: closed.seller.id }, data: { status: "suspended" } });
    for (const claimed of await takeHand(scope, { codes: 0, others: 50 }))
      await sendClaimed(scope, claimed, { sms: inboxSender, email: inboxSender });
    const rows = await scope.db.message.findMany({ where: { sellerId: { in: [gone.seller.id, closed.seller.id] } } });
    expect(new Map(rows.map(({ sellerId, error }) => [sellerId, error]))).toEqual(
      new Map([
        [gone.seller.id, "no_member"],
        [closed.seller.id, "seller_closed"],
      ]),
    );
  });
});

describe("whatever crashes", () => {
  it("an alert that cannot be told stays, with no message and no cool-down, and keeps no other waiting; later it is told once", async () => {
    const { seller, reader, customer } = await store();
    await createVisit({ customer, at: hours(0) });
    // The member's address is bound to its row: nothing opens it for now, and telling fails half-way.
    const member = await scope.db.member.findFirstOrThrow({ where: { sellerId: seller.id, userId: reader.userId } });
    const email = Uint8Array.from(member.email);
    await scope.db.member.updateMany({
      where: { sellerId: seller.id, id: member.id },
      data: { email: new Uint8Array([1]) },
    });
    const unaffected = await store();
    await createVisit({ customer: unaffected.customer, at: hours(1) });
    await expect(work(hours(1))).rejects.toThrow();
    expect(await templates(unaffected.reader)).toEqual(["visit-alert"]);
    expect(await waiting(seller.id)).toBe(1);
    expect(await scope.db.alertCoolDown.count({ where: { sellerId: seller.id } })).toBe(0);
    await scope.db.member.updateMany({ where: { sellerId: seller.id, id: member.id }, data: { email } });
    await work(hours(1));
    await work(hours(1));
    expect(await templates(reader)).toEqual(["visit-alert"]);
  });

  it("a worker that is killed between its steps has told nobody; the next one tells once", async () => {
    const { seller, reader, customer } = await store();
    await createVisit({ customer, at: hours(0) });
    // What a transaction sees of the others' activity it sees once: one holds the lock, one looks.
    const [owner, watcher] = [await connectOwner(), await connectOwner()];
    try {
      // The cool-down is written, the message waits; then the connection is cut.
      await owner.query("BEGIN; LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
      const telling = expect(work(hours(0))).rejects.toThrow();
      await expect
        .poll(
          async () => {
            const { rowCount } = await watcher.query(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ 'INSERT INTO messages'`,
            );
            return rowCount;
          },
          { timeout: 10_000 },
        )
        .toBe(1);
      await telling;
      await owner.query("ROLLBACK");
    } finally {
      await owner.end();
      await watcher.end();
    }
    expect(await scope.db.alertCoolDown.count({ where: { sellerId: seller.id } })).toBe(0);
    await work(hours(0));
    await work(hours(0));
    expect(await templates(reader)).toEqual(["visit-alert"]);
  });

  it("a worker that is killed between sending and writing that down: the e-mail is sent again under its key, and is one", async () => {
    await scope.db.message.deleteMany({});
    const providers = await startProviders();
    try {
      const { seller, customer } = await store();
      await comes(customer, hours(0));
      const email = resendSender({ apiKey: "re_test", from: "Tradehall <hello@example.com>", apiUrl: providers.url });
      const [claimed] = await takeHand(scope, { codes: 0, others: 1 });
      if (!claimed) throw new Error("nothing to send");
      // What the dead one did: the provider has it, our row says it is under way.
      await email.send(openMessage(claimed), 1);
      await recoverAbandoned(scope, 0);
      const [again] = await takeHand(scope, { codes: 0, others: 1 });
      if (!again) throw new Error("nothing to send");
      await sendClaimed(scope, again, { sms: inboxSender, email });
      expect(providers.calls.email).toBe(2);
      expect(providers.emails).toMatchObject([{ idempotencyKey: claimed.id }]);
      expect(await scope.db.message.findMany({ where: { sellerId: seller.id } })).toMatchObject([{ status: "sent" }]);
    } finally {
      await providers.close();
    }
  });

  it("a member of the seller as customer elsewhere, or two sellers at once: each is told of their own", async () => {
    const [a, b] = [await store(), await store()];
    const person = await createUser({ name: "Both" });
    await createMember({ seller: b.seller, user: person });
    await comes(await createCustomer({ seller: a.seller, user: person }), hours(0));
    expect(await templates(a.reader)).toEqual(["visit-alert"]);
    expect(await templates(b.reader)).toEqual([]);
  });
});
