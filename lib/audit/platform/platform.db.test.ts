import { afterAll, describe, expect, it, vi } from "vitest";
import { platformActivityInput } from "@/lib/audit/platform/schema";
import { closeDb } from "@/lib/db/client";
import { PLATFORM_ID } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { daysAgo, idAt, systemDb, unique } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator, createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { createSeller } from "@/prisma/factories/sellers";
import { listActingOperators, listPlatformActivity, platformCsvLines } from "./queries";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));
afterAll(closeDb);

type NewEvent = Partial<Omit<Prisma.AuditEventCreateManyInput, "createdAt">> & { action: string; createdAt?: Date };

async function record(events: NewEvent[]): Promise<void> {
  await systemDb().auditEvent.createMany({
    data: events.map(({ createdAt = new Date(), ...event }) => ({
      id: idAt(createdAt),
      actorKind: "user",
      createdAt,
      ...event,
    })),
  });
}

const operator = async () => operatorScopeFor((await createOperator({ name: "Olivia" })).userId);
const page = async (filter: object) => listPlatformActivity(await operator(), platformActivityInput.parse(filter));
const actions = async (filter: object) => (await page(filter)).items.map(({ action }) => action);

describe("the platform's activity", () => {
  it("has what happened at every seller and at none, with names, newest first", async () => {
    const [one, two] = [await createSeller({ name: "Corner Deli" }), await createSeller()];
    const nina = await createUser({ name: "Nina Park" });
    const omar = await createUser({ name: "Omar" });
    await record([
      { action: "order.placed", sellerId: one.id, actorId: nina.id, actorKind: "customer", createdAt: daysAgo(-1) },
      { action: "order.placed", sellerId: two.id, actorId: nina.id, actorKind: "customer", createdAt: daysAgo(-2) },
      { action: "user.merged", actorId: nina.id, targetKind: "user", targetId: omar.id, createdAt: daysAgo(-3) },
      { action: "sign_in.refused", actorKind: "system", ip: "192.0.2.7", createdAt: daysAgo(-4) },
    ]);
    const { items } = await page({ from: new Date(Date.now() + 43_200_000).toISOString().slice(0, 10) });
    expect(items).toMatchObject([
      { action: "sign_in.refused", refused: true, seller: null, actor: null, ip: "192.0.2.7" },
      { action: "user.merged", seller: null, actor: { name: "Nina Park" }, about: { id: omar.id, name: "Omar" } },
      { action: "order.placed", seller: { slug: two.slug }, actor: { id: nina.id } },
      { action: "order.placed", seller: { slug: one.slug, name: "Corner Deli" }, about: null },
    ]);
  });

  it("is narrowed by seller, person, what, days and refusals, alone and together", async () => {
    const name = unique("Deli");
    const [one, two] = [await createSeller({ name: `${name} East` }), await createSeller({ name: `${name} West` })];
    const now = await createUser({ name: "Nina" });
    const before = await createUser();
    await systemDb().user.updateMany({ where: { id: before.id }, data: { status: "merged", mergedInto: now.id } });
    const at = (time: string) => new Date(`2026-03-${time}Z`);
    await record([
      { action: "invite.sent", sellerId: one.id, actorId: now.id, createdAt: at("01T23:59:59") },
      { action: "order.placed", sellerId: two.id, actorId: before.id, createdAt: at("02T00:00:00") },
      {
        action: "access.refused",
        sellerId: two.id,
        actorId: now.id,
        targetKind: "portal",
        createdAt: at("03T10:00:00"),
      },
      { action: "user.renamed", actorId: now.id, createdAt: at("04T10:00:00") },
    ]);
    expect(await actions({ seller: name })).toEqual(["access.refused", "order.placed", "invite.sent"]);
    expect(await actions({ seller: one.slug })).toEqual(expect.arrayContaining(["invite.sent"]));
    expect(await actions({ seller: unique("nobody") })).toEqual([]);
    const who = { who: now.id };
    expect(await actions(who)).toEqual(["user.renamed", "access.refused", "order.placed", "invite.sent"]);
    expect(await actions({ ...who, seller: name, what: "orders" })).toEqual(["order.placed"]);
    expect(await actions({ ...who, what: "users" })).toEqual(["user.renamed"]);
    expect(await actions({ ...who, from: "2026-03-02", to: "2026-03-02" })).toEqual(["order.placed"]);
    expect(await actions({ ...who, refused: "1" })).toEqual(["access.refused"]);
    expect(await actions({ ...who, seller: "", what: "", from: "", to: "" })).toHaveLength(4);
    for (const wrong of [{ who: "nobody" }, { what: "secrets" }, { from: "yesterday" }, { refused: "2" }])
      expect(platformActivityInput.safeParse(wrong).success).toBe(false);
  });

  it("is looked at and exported in the open: at the sellers that were asked for, else on the platform", async () => {
    const seller = await createSeller();
    const scope = await operator();
    await listPlatformActivity(scope, platformActivityInput.parse({ seller: seller.slug }));
    await listPlatformActivity(scope, platformActivityInput.parse({}));
    const lines: string[] = [];
    for await (const line of await platformCsvLines(scope, platformActivityInput.parse({ who: scope.user.id })))
      lines.push(line);
    expect(lines).toHaveLength(4);
    const events = await systemDb().auditEvent.findMany({
      where: { actorId: scope.user.id },
      orderBy: { createdAt: "asc" },
      select: { action: true, sellerId: true, actorKind: true },
    });
    expect(events).toEqual([
      { action: "seller.viewed", sellerId: seller.id, actorKind: "operator" },
      { action: "activity.viewed", sellerId: PLATFORM_ID, actorKind: "operator" },
      { action: "activity.exported", sellerId: PLATFORM_ID, actorKind: "operator" },
    ]);
    const chosen = await createUser({ name: "Nina" });
    const named = (await listActingOperators(scope, chosen.id)).map(({ id }) => id);
    expect(named).toEqual(expect.arrayContaining([scope.user.id, chosen.id]));
  });

  it("pages through every event once, many at the same moment, whatever narrows it", async () => {
    const actor = await createUser();
    const moments = [daysAgo(3), daysAgo(2), daysAgo(1)];
    await record(
      Array.from({ length: 60 }, (_, n) => ({
        action: n % 2 ? "session.started" : "code.refused",
        actorId: actor.id,
        createdAt: moments[n % 3] ?? new Date(),
      })),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const next = await page({ who: actor.id, limit: 7, cursor });
      seen.push(...next.items.map(({ id }) => id));
      cursor = next.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it("is read by an index in every way in, under the operators' own role", async () => {
    const actor = await createUser();
    const owner = await connectOwner();
    await owner.query(
      `INSERT INTO audit_events (id, actor_id, actor_kind, action, created_at)
        SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN $1::uuid END, CASE WHEN n % 200 = 0 THEN 'operator' WHEN n % 201 = 0 THEN 'system' ELSE 'user' END,
          CASE WHEN n % 500 = 0 THEN 'access.refused' ELSE 'order.placed' END, now() - n * interval '1 minute' FROM generate_series(1, 20000) AS n`,
      [actor.id],
    );
    await owner.query("ANALYZE audit_events");
    const ways = [
      ["true", "audit_events_created_at_id_idx"],
      ["e.topic = 'refused'", "audit_events_topic_created_at_id_idx"],
      [`e.actor_id = '${actor.id}'`, "audit_events_actor_id_created_at_id_idx"],
      ["e.actor_kind = 'operator'", "audit_events_by_operators_idx"],
      ["e.actor_kind = 'system' AND e.actor_id IS NULL", "audit_events_by_system_idx"],
    ] as const;
    for (const [where, index] of ways) {
      await owner.query("BEGIN; SET LOCAL ROLE tradehall_operator");
      const { rows } = await owner.query<{ "QUERY PLAN": string }>(
        `EXPLAIN SELECT * FROM audit_events e WHERE ${where} AND (e.created_at, e.id) < (now() - interval '3 days', '${actor.id}')
          ORDER BY e.created_at DESC, e.id DESC LIMIT 51`,
      );
      await owner.query("ROLLBACK");
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/Seq Scan|Sort/);
    }
    await owner.end();
  });
});

describe("an audit event", () => {
  const ROLES = ["shop", "store", "account", "system", "operator"];

  it.each(ROLES)(
    "cannot be changed, deleted or swept away by the role %s, not even with the table's own scope set",
    async (role) => {
      const owner = await connectOwner();
      const seller = await createSeller();
      const user = await createUser();
      await record([{ action: "order.placed", sellerId: seller.id, actorId: user.id }]);
      for (const statement of [
        "UPDATE audit_events SET action = 'taken'",
        "UPDATE audit_events SET created_at = now()",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events",
        "TRUNCATE sellers CASCADE",
        "INSERT INTO audit_events (seller_id, id, actor_kind, action) SELECT seller_id, id, 'system', 'taken' FROM audit_events ON CONFLICT (seller_id, id) DO UPDATE SET action = 'taken'",
        "ALTER TABLE audit_events DISABLE ROW LEVEL SECURITY",
        "DROP TABLE audit_events",
      ]) {
        await owner.query(`BEGIN; SET LOCAL ROLE tradehall_${role}`);
        await owner.query("SELECT set_config('app.seller_id', $1, true), set_config('app.user_id', $2, true)", [
          seller.id,
          user.id,
        ]);
        await expect(owner.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
        await owner.query("ROLLBACK");
      }
      expect(await systemDb().auditEvent.count({ where: { sellerId: seller.id, action: "order.placed" } })).toBe(1);
      await owner.end();
    },
  );

  it.each(["app", "operator_login"])("is nothing at all to the login %s before it enters a role", async (login) => {
    const owner = await connectOwner();
    for (const statement of [
      "SELECT 1 FROM public.audit_events",
      "DELETE FROM public.audit_events",
      "TRUNCATE public.audit_events",
    ]) {
      await owner.query(`BEGIN; SET LOCAL ROLE tradehall_${login}`);
      await expect(owner.query(statement), statement).rejects.toThrow(/permission denied/);
      await owner.query("ROLLBACK");
    }
    await owner.end();
  });
});
