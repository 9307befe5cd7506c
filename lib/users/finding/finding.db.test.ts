import { afterAll, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { getUser, listUserMerges, listUserSessions, listUserShops, listUserStores } from "@/lib/users/facts/queries";
import { namelessAs } from "@/lib/users/rules";
import { userListInput } from "@/lib/users/schema";
import { daysAgo, systemDb, unique } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { listUsers } from "./queries";

afterAll(closeDb);

const operator = async () => operatorScopeFor((await createOperator({ role: "support" })).userId);
const search = async (q: string) => listUsers(await operator(), userListInput.parse({ q }));
const idsOf = (list: { items: { id: string }[] }) => list.items.map(({ id }) => id);

it("a whole contact finds its one user, in any spelling; a part of it finds nobody", async () => {
  const email = `${unique("nina")}@example.com`;
  const user = await createUser({ name: "Nina", contacts: ["+1 202 555 0177", email] });
  for (const q of ["+12025550177", "+1 (202) 555-0177", email.toUpperCase()]) {
    const found = await search(q);
    expect(found.by).toBe("contact");
    expect(idsOf(found)).toEqual([user.id]);
  }
  for (const q of ["2025550177", "+1 202 555", email.slice(0, -4), "@example.com"])
    expect(idsOf(await search(q)), q).toEqual([]);
  expect((await search("+1 202 555")).by).toBe("nothing");
});

it("the beginning of a name or company finds all who have it, small or large, once each; nothing in it is a pattern", async () => {
  const start = unique("Zoë");
  const one = await createUser({ name: `${start} Park` });
  const two = await createUser({ name: "Omar", company: `${start.toUpperCase()} Ltd` });
  const both = await createUser({ name: `${start} Quist`, company: `${start} Bros` });
  const found = await search(start.toLowerCase());
  expect(found).toMatchObject({ by: "name", more: false, nextCursor: null });
  expect(idsOf(found).sort()).toEqual([one.id, two.id, both.id].sort());
  expect(idsOf(await search(`${start.slice(0, -1)}%`))).toEqual([]);
  const many = unique("Crowd");
  for (let n = 0; n < 51; n++) await createUser({ name: `${many} ${n}` });
  const crowd = await search(many);
  expect(crowd.items).toHaveLength(50);
  expect(crowd.more).toBe(true);
});

it("people come first, then who was only invited, then who is nobody any more; each of these newest first", async () => {
  const scope = await operator();
  const now = await createUser({ name: "Nina" });
  const older = await createUser({ name: "Ada", createdAt: daysAgo(400), contacts: ["+1 202 555 0191"] });
  const invited = await createUser({
    name: null,
    contacts: [{ value: `${unique("in")}@example.com`, verified: false }],
  });
  const nameless = await createUser({ name: null, contacts: [`${unique("proved")}@example.com`] });
  const merged = await createUser({ name: "Nina P" });
  const erased = await createUser({ name: null });
  const disabled = await createUser({ name: "Eve" });
  const set = (id: string, data: object) => systemDb().user.updateMany({ where: { id }, data });
  await set(merged.id, { status: "merged", mergedInto: now.id });
  await set(erased.id, { status: "erased" });
  await set(disabled.id, { status: "disabled" });
  const { items } = await listUsers(scope, userListInput.parse({ limit: 100 }));
  const mine = [now, older, invited, nameless, merged, erased, disabled].map(({ id }) => id);
  expect(idsOf({ items: items.filter(({ id }) => mine.includes(id)) })).toEqual(
    [disabled, now, older, nameless, invited, erased, merged].map(({ id }) => id),
  );
  const said = new Map(items.map((user) => [user.id, user.name ?? namelessAs(user)]));
  expect([invited, nameless, erased].map(({ id }) => said.get(id))).toEqual([
    "namelessInvited",
    "unnamed",
    "namelessErased",
  ]);
  // Those without a name are told apart, and whoever never signed in was never seen.
  const rowOf = ({ id }: { id: string }) => items.find((user) => user.id === id);
  expect([invited, nameless, now, erased].map((user) => rowOf(user)?.contact)).toEqual([
    "i•••@example.com",
    "p•••@example.com",
    null,
    null,
  ]);
  expect(rowOf(invited)?.lastSeenAt).toBeNull();
  expect((await getUser(scope, invited.id)).lastSeenAt).toBeNull();
  expect(rowOf(nameless)?.lastSeenAt).toBeInstanceOf(Date);
});

it("everybody is listed, page by page, each once, with where they belong", async () => {
  const scope = await operator();
  const seller = await createSeller();
  const user = await createUser();
  await createCustomer({ seller, user });
  await createMember({ seller, user });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(scope, userListInput.parse({ cursor, limit: 7 }));
    seen.push(...idsOf(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(await systemDb().user.count());
  expect((await listUsers(scope, userListInput.parse({}))).items[0]).toMatchObject({
    id: user.id,
    shops: 1,
    stores: 1,
  });
});

it("each search is an audit event that does not say what was looked for", async () => {
  const scope = await operator();
  await listUsers(scope, userListInput.parse({ q: "secret@example.com" }));
  await listUsers(scope, userListInput.parse({ q: "Secretive" }));
  const events = await systemDb().auditEvent.findMany({
    where: { actorId: scope.user.id, action: "user.searched" },
    orderBy: { createdAt: "asc" },
    select: { data: true, targetId: true },
  });
  expect(events).toEqual([
    { data: { how: "contact", count: 0 }, targetId: null },
    { data: { how: "name", count: 0 }, targetId: null },
  ]);
});

it("one user is shown with masked contacts, devices, sellers and merges; each look is an audit event about them", async () => {
  const scope = await operator();
  const user = await createUser({
    name: "Nina Park",
    contacts: ["+1 202 555 0178", { value: "nina.park@example.com", verified: false }],
  });
  const seller = await createSeller({ name: "Corner Deli" });
  await createCustomer({ seller, user });
  await createMember({ seller, user, role: "manager" });
  await createSession(user.id, { userAgent: "nonsense" });
  await createSession(user.id, { endedAt: daysAgo(1) });
  const former = await createUser({ name: "Nina P" });
  await systemDb().user.updateMany({ where: { id: former.id }, data: { status: "merged", mergedInto: user.id } });
  await systemDb().userMerge.createMany({ data: { id: newId(), fromUserId: former.id, intoUserId: user.id } });
  const facts = await getUser(scope, user.id);
  expect(facts.contacts.toSorted((a, b) => (a.kind < b.kind ? 1 : -1))).toMatchObject([
    { kind: "phone", masked: "+1 ••• ••• 0178", verified: true },
    { kind: "email", masked: "n•••@example.com", verified: false },
  ]);
  expect(JSON.stringify(facts)).not.toMatch(/555 ?-?0178|nina\.park/);
  expect(await listUserSessions(scope, user.id)).toHaveLength(1);
  expect(await listUserStores(scope, user.id)).toMatchObject([{ role: "manager", seller: { name: "Corner Deli" } }]);
  expect(await listUserShops(scope, user.id)).toMatchObject([{ status: "approved", seller: { name: "Corner Deli" } }]);
  expect(await listUserMerges(scope, user.id)).toMatchObject([
    { gone: false, state: "merged", with: { id: former.id, name: "Nina P" } },
  ]);
  expect(await getUser(scope, former.id)).toMatchObject({ status: "merged", now: { id: user.id, name: "Nina Park" } });
  await expect(getUser(scope, newId())).rejects.toMatchObject({ code: "not_found" });
  const looks = { where: { actorId: scope.user.id, action: "user.viewed", targetId: user.id } };
  expect(await systemDb().auditEvent.count(looks)).toBe(1);
});

it("is found by an index among many", async () => {
  const owner = await connectOwner();
  await owner.query(`INSERT INTO users (id, name, company, created_at)
    SELECT gen_random_uuid(), 'Person ' || n, 'Firm ' || n, now() - n * interval '1 second' FROM generate_series(1, 20000) AS n`);
  await owner.query("ANALYZE users");
  const plan = async (rest: string) => {
    await owner.query("BEGIN; SET LOCAL ROLE tradehall_operator");
    const { rows } = await owner.query<{ "QUERY PLAN": string }>(`EXPLAIN SELECT id, name FROM users u ${rest}`);
    await owner.query("ROLLBACK");
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  const begins = (key: string) =>
    `WHERE ${key} >= lower('Per') COLLATE "C" AND ${key} < (lower('Per') || chr(1114111)) COLLATE "C" ORDER BY ${key}, id LIMIT 51`;
  expect(await plan(begins("name_key"))).toContain("users_name_key_id_idx");
  expect(await plan(begins("company_key"))).toContain("users_company_key_id_idx");
  const newest = await plan(
    "WHERE (list_rank, created_at, id) < (2::smallint, now(), 'ffffffff-ffff-7fff-bfff-ffffffffffff'::uuid) ORDER BY list_rank DESC, created_at DESC, id DESC LIMIT 21",
  );
  expect(newest).toContain("users_list_rank_created_at_id_idx");
  expect(newest).not.toMatch(/Sort/);
  await owner.end();
});
