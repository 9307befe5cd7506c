import { afterAll, describe, expect, it, vi } from "vitest";
import type { StoreScope } from "@/lib/access/scope";
import { eachActivity, listActivity } from "@/lib/audit/activity/queries";
import { activityCsvLines } from "@/lib/audit/export/queries";
import { listActors } from "@/lib/audit/people/queries";
import { activityFilter, listActivityInput } from "@/lib/audit/schema";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { asMember } from "@/lib/members/acting/commands";
import { changeMember, removeMember } from "@/lib/members/commands";
import { daysAgo, idAt, systemDb, unique } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));
afterAll(closeDb);

const EDGE =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser({ name: "Ada Rossi" });
  const member = await createMember({ seller, user });
  return { seller, user, member, scope: await storeScopeFor(user.id, seller.slug) };
}

type NewEvent = Partial<Omit<Prisma.AuditEventCreateManyInput, "createdAt">> & { action: string; createdAt?: Date };

async function record(seller: { id: string }, events: NewEvent[]): Promise<void> {
  await systemDb().auditEvent.createMany({
    data: events.map(({ createdAt = new Date(), ...event }) => ({
      sellerId: seller.id,
      id: idAt(createdAt),
      actorKind: "member",
      createdAt,
      ...event,
    })),
  });
}

const page = (scope: StoreScope, filter: object = {}) => listActivity(scope, listActivityInput.parse(filter));
const actions = async (scope: StoreScope, filter: object = {}) =>
  (await page(scope, filter)).items.map(({ action }) => action);

describe("a store's activity", () => {
  it("says who did what, to what, from where, newest first; refused attempts are among it", async () => {
    const { seller, user, member, scope } = await store();
    const buyer = await createUser({ name: "Nina Park" });
    const customer = await createCustomer({ seller, user: buyer, company: "Park Deli" });
    const product = await createProduct({ seller });
    const order = await createOrder({ seller, customer, lines: [{ product }] });
    await record(seller, [
      {
        action: "customer.updated",
        actorId: user.id,
        targetKind: "customer",
        targetId: customer.id,
        createdAt: daysAgo(4),
        data: { changed: ["note"] },
      },
      {
        action: "order.placed",
        actorId: buyer.id,
        actorKind: "customer",
        targetKind: "order",
        targetId: order.id,
        createdAt: daysAgo(3),
        ip: "192.0.2.7",
        userAgent: EDGE,
        data: { number: order.number },
      },
      {
        action: "access.refused",
        actorId: buyer.id,
        actorKind: "user",
        targetKind: "portal",
        targetId: seller.slug,
        createdAt: daysAgo(2),
        data: { right: "orders.read" },
      },
      {
        action: "seller.viewed",
        actorId: (await createUser({ name: "Olivia" })).id,
        actorKind: "operator",
        createdAt: daysAgo(1),
      },
    ]);
    const { items, total } = await page(scope, { count: "1" });
    expect(total).toBe(4);
    expect(items).toMatchObject([
      { action: "seller.viewed", actor: { look: "operator", name: null, who: "operators" } },
      {
        action: "access.refused",
        refused: true,
        values: { what: "portal" },
        actor: { look: "customer", name: "Park Deli", who: `customer.${customer.id}` },
      },
      {
        action: "order.placed",
        refused: false,
        values: { number: String(order.number) },
        target: { kind: "order", label: String(order.number), path: `/orders/${order.number}` },
        ip: "192.0.2.7",
        browser: "Chrome",
        system: "Windows",
      },
      {
        action: "customer.updated",
        values: { what: "note" },
        actor: { look: "member", name: "Ada Rossi", who: `member.${member.id}` },
        target: { label: "Park Deli", path: `/customers/${customer.id}` },
      },
    ]);
    // Of the data only what the words need leaves the server.
    expect(JSON.stringify(items)).not.toContain("orders.read");
  });

  it("still says whom things were about, and who did them, once the member is gone; to no other seller", async () => {
    const { seller, scope } = await store();
    const lee = await createUser({ name: "Lee Support" });
    const member = await createMember({ seller, user: lee, role: "support" });
    const about = { targetKind: "member", targetId: member.id };
    const refused = { action: "access.refused", actorId: lee.id, actorKind: "user", targetKind: "portal" };
    await record(seller, [
      { action: "member.joined", actorId: lee.id, actorKind: "system", ...about, createdAt: daysAgo(2) },
      { action: "member.left_out", actorId: lee.id, actorKind: "member", createdAt: daysAgo(1) },
    ]);
    await changeMember(asMember(scope), { id: member.id, role: "manager" });
    await removeMember(asMember(scope), { id: member.id });
    await record(seller, [refused]);
    const lees = { look: "formerMember", name: "Lee Support", who: null };
    const ada = { look: "member", name: "Ada Rossi" };
    const named = { label: "Lee Support", path: null };
    expect((await page(scope)).items).toMatchObject([
      { action: "access.refused", actor: lees },
      { action: "member.removed", actor: ada, target: named },
      { action: "member.role_changed", actor: ada, target: named },
      { action: "member.left_out", actor: lees },
      { action: "member.joined", actor: lees, target: named },
    ]);
    const other = await store();
    await record(other.seller, [refused, { action: "member.joined", ...about }]);
    expect(JSON.stringify((await page(other.scope)).items)).not.toContain("Lee Support");
  });

  it("shows nothing of another seller, neither in pages nor in counts, names or exports", async () => {
    const one = await store();
    const two = await store();
    const secret = unique("Secret");
    const buyer = await createUser({ name: secret });
    const customer = await createCustomer({ seller: two.seller, user: buyer, company: secret });
    const invite = await createInvite({ seller: two.seller, sentBy: two.user.id, contact: "hidden@example.com" });
    await record(two.seller, [
      { action: "customer.revoked", actorId: two.user.id, targetKind: "customer", targetId: customer.id },
    ]);
    // An event of one's own that points at things of another seller names none of them.
    await record(one.seller, [
      {
        action: "customer.revoked",
        actorId: buyer.id,
        actorKind: "customer",
        targetKind: "customer",
        targetId: customer.id,
      },
      { action: "invite.sent", actorId: two.user.id, targetKind: "invite", targetId: invite.id },
      { action: "customer.requested", actorId: buyer.id, actorKind: "user", targetKind: "user", targetId: buyer.id },
    ]);
    const listed = await page(one.scope, { count: "1" });
    expect(listed.total).toBe(3);
    expect(listed.items.map(({ target }) => target)).toEqual([null, null, null]);
    expect(listed.items.map(({ actor }) => actor.look).sort()).toEqual(["formerMember", "somebody", "somebody"]);
    const lines: string[] = [];
    for await (const line of await activityCsvLines(one.scope, activityFilter.parse({}))) lines.push(line);
    expect(lines).toHaveLength(4);
    const told = JSON.stringify([listed, lines, await listActors(one.scope, `customer.${customer.id}`)]);
    for (const hidden of [secret, "hidden@example.com"]) expect(told).not.toContain(hidden);
    expect(await actions(one.scope, { who: `customer.${customer.id}` })).toEqual([]);
    expect(await actions(one.scope, { who: `member.${two.member.id}` })).toEqual([]);
    // A cursor of another seller's list leads into one's own.
    const foreign = await page(two.scope, { limit: 1 });
    expect(JSON.stringify(await page(one.scope, { cursor: foreign.nextCursor ?? undefined }))).not.toContain(secret);
  });

  it("does not tell who is behind a number that was only invited", async () => {
    const { seller, scope } = await store();
    const person = await createUser({ name: "Secret Person" });
    const customer = await createCustomer({ seller, user: person, status: "invited", grantedHow: null });
    await record(seller, [{ action: "access.refused", actorId: person.id, actorKind: "user", targetKind: "shop" }]);
    const { items } = await page(scope);
    expect(items).toMatchObject([{ actor: { look: "somebody", name: null, who: null } }]);
    expect(await actions(scope, { who: `customer.${customer.id}` })).toEqual([]);
  });

  it("tells of an operator that it was one, not from where; nor of what the system did because of one", async () => {
    const { seller, scope } = await store();
    const { id: actorId } = await createUser({ name: "Olivia" });
    const place = { actorId, ip: "192.0.2.9", userAgent: EDGE };
    await record(seller, [
      { action: "look.started", actorKind: "operator", ...place },
      { action: "customer.parted", actorKind: "system", ...place },
      { action: "access.refused", actorKind: "user", targetKind: "portal", ...place },
    ]);
    const lines: string[] = [];
    for await (const line of await activityCsvLines(scope, activityFilter.parse({}))) lines.push(line);
    const nowhere = { ip: null, browser: null, system: null };
    const { items } = await page(scope);
    const placeOf = (wanted: string) => {
      const { ip, browser, system } = items.find(({ action }) => action === wanted) ?? {};
      return { ip, browser, system };
    };
    expect(placeOf("look.started")).toEqual(nowhere);
    expect(placeOf("customer.parted")).toEqual(nowhere);
    expect(placeOf("access.refused")).toEqual({ ip: "192.0.2.9", browser: "Chrome", system: "Windows" });
    expect(lines.filter((line) => line.includes("192.0.2.9"))).toHaveLength(1);
  });

  it("is narrowed by who, what, the seller's days and refusals, alone and together", async () => {
    const { seller, user, member, scope } = await store({ timeZone: "Asia/Tokyo" });
    const buyer = await createUser({ name: "Nina" });
    const customer = await createCustomer({ seller, user: buyer });
    // 15:30 UTC is half past midnight of the next day in Tokyo.
    const at = (time: string) => new Date(`2026-03-${time}Z`);
    await record(seller, [
      { action: "invite.sent", actorId: user.id, createdAt: at("01T10:00:00") },
      { action: "share_link.added", actorId: user.id, createdAt: at("02T10:00:00") },
      { action: "order.placed", actorId: buyer.id, actorKind: "customer", createdAt: at("02T15:30:00") },
      { action: "invite.expired", actorKind: "system", createdAt: at("03T10:00:00") },
      {
        action: "access.refused",
        actorId: buyer.id,
        actorKind: "user",
        targetKind: "portal",
        createdAt: at("04T10:00:00"),
      },
      { action: "seller.viewed", actorId: user.id, actorKind: "operator", createdAt: at("05T10:00:00") },
    ]);
    expect(await actions(scope, { who: `customer.${customer.id}` })).toEqual(["access.refused", "order.placed"]);
    expect(await actions(scope, { who: "system" })).toEqual(["invite.expired"]);
    expect(await actions(scope, { who: "operators" })).toEqual(["seller.viewed"]);
    expect(await actions(scope, { what: "invites" })).toEqual(["invite.expired", "share_link.added", "invite.sent"]);
    expect(await actions(scope, { refused: "1" })).toEqual(["access.refused"]);
    expect(await actions(scope, { from: "2026-03-03", to: "2026-03-03" })).toEqual(["invite.expired", "order.placed"]);
    expect(await actions(scope, { who: `member.${member.id}`, what: "invites", to: "2026-03-01" })).toEqual([
      "invite.sent",
    ]);
    expect(await actions(scope, { who: `customer.${customer.id}`, refused: "1" })).toEqual(["access.refused"]);
    for (const wrong of [
      { who: "member.1" },
      { who: "nobody" },
      { from: "yesterday" },
      { to: "0000-01-01" },
      { what: "secrets" },
    ])
      expect(listActivityInput.safeParse(wrong).success).toBe(false);
  });

  it("pages through every event once, many at the same moment, whatever narrows it; an export has them all", async () => {
    const { seller, user, member, scope } = await store();
    const moments = [daysAgo(3), daysAgo(2), daysAgo(1)];
    await record(
      seller,
      Array.from({ length: 60 }, (_, n) => ({
        action: n % 2 ? "invite.sent" : "share_link.added",
        actorId: user.id,
        createdAt: moments[n % 3] ?? new Date(),
      })),
    );
    for (const filter of [{}, { what: "invites" }, { who: `member.${member.id}`, what: "invites" }]) {
      const seen: { id: string; at: string }[] = [];
      let cursor: string | undefined;
      do {
        const next = await page(scope, { ...filter, cursor, limit: 7 });
        seen.push(...next.items);
        cursor = next.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(60);
      expect(seen).toHaveLength(60);
      expect(seen.map(({ at }) => at)).toEqual(
        seen
          .map(({ at }) => at)
          .toSorted()
          .reverse(),
      );
    }
    const exported: object[] = [];
    for await (const items of eachActivity(scope, activityFilter.parse({ what: "invites" }))) exported.push(...items);
    expect(exported).toHaveLength(60);
  });

  it("counts what a person did before two users turned out to be one", async () => {
    const { seller, scope } = await store();
    const [now, before, first] = [await createUser({ name: "Nina" }), await createUser(), await createUser()];
    const customer = await createCustomer({ seller, user: now });
    await systemDb().user.update({ where: { id: before.id }, data: { status: "merged", mergedInto: now.id } });
    await systemDb().user.update({ where: { id: first.id }, data: { status: "merged", mergedInto: before.id } });
    await record(seller, [
      { action: "shop.first_entry", actorId: first.id, actorKind: "customer", createdAt: daysAgo(2) },
      { action: "order.placed", actorId: before.id, actorKind: "customer", createdAt: daysAgo(1) },
    ]);
    const { items } = await page(scope, { who: `customer.${customer.id}` });
    expect(items.map(({ actor }) => actor.name)).toEqual(["Nina", "Nina"]);
  });

  it("is read by an index in every way in, also under row-level security", async () => {
    const { seller, user } = await store();
    const owner = await connectOwner();
    // One seller of four, with the same people at all of them.
    const others = [newId(), newId(), newId()];
    await owner.query(
      `INSERT INTO audit_events (seller_id, id, actor_id, actor_kind, action, target_id, created_at)
        SELECT seller_id, gen_random_uuid(), CASE WHEN n % 10 = 0 THEN $2::uuid END, 'member', CASE WHEN n % 500 = 0 THEN 'access.refused' ELSE 'order.placed' END,
          n::text, now() - n * interval '1 minute' FROM generate_series(1, 20000) AS n, unnest($1::uuid[]) AS seller_id`,
      [[seller.id, ...others], user.id],
    );
    await owner.query("ANALYZE audit_events");
    const plan = async (where: string) => {
      await owner.query("BEGIN");
      await owner.query("SET LOCAL ROLE tradehall_store");
      await owner.query(`SELECT set_config('app.seller_id', '${seller.id}', true)`);
      const { rows } = await owner.query<{ "QUERY PLAN": string }>(
        `EXPLAIN SELECT * FROM audit_events e WHERE e.seller_id = '${seller.id}' AND ${where} ORDER BY e.created_at DESC, e.id DESC LIMIT 51`,
      );
      await owner.query("ROLLBACK");
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    const older = "(e.created_at, e.id) < (now() - interval '3 days', gen_random_uuid())";
    const wanted = [
      ["true", "created_at_id_actor_kind_idx"],
      ["e.topic = 'refused'", "topic_created_at_id_idx"],
      [`e.actor_id = '${user.id}'`, "actor_id_created_at_id_topic_idx"],
      ["e.target_id = '77'", "target_id_created_at_id_idx"],
    ] as const;
    for (const [where, index] of wanted) {
      const text = await plan(`${where} AND ${older.replace("gen_random_uuid()", `'${user.id}'`)}`);
      expect(text).toContain(index);
      expect(text).not.toMatch(/Seq Scan|Sort/);
      expect(text).toMatch(/Index Cond:.*created_at/);
    }
    await owner.end();
  });
});
