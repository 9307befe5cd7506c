import "server-only";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { type Contact, maskContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";
import type { SearchedBy, UserStatus } from "@/lib/users/rules";
import type { UserListInput } from "@/lib/users/schema";

export type UserListRow = {
  id: string;
  name: string | null;
  company: string | null;
  status: UserStatus;
  createdAt: Date;
  /** Null: they have never signed in. */
  lastSeenAt: Date | null;
  /** Of those without a name, to tell them apart: masked. */
  contact: string | null;
  /** Have they proved a contact? Without, they were only ever invited. */
  proved: boolean;
  /** Sellers that let them in, and those where they work. */
  shops: number;
  stores: number;
};
export type UserList = {
  by: SearchedBy;
  items: UserListRow[];
  nextCursor: string | null;
  /** There are more with this beginning than are shown. */
  more: boolean;
};

const FOUND = 50;

/** Everybody, people before rows without a name and those before rows that are nobody any more, the newest first; or whom a whole contact or the beginning of a name finds. Each look is an audit event, without what was looked for. */
export async function listUsers(scope: OperatorScope, input: UserListInput): Promise<UserList> {
  const { by, rows, nextCursor, more } = await find(scope, input);
  await recordAudit(scope.db, scope, { action: "user.searched", data: { how: by, count: rows.length } });
  return { by, items: await withCounts(scope, rows), nextCursor, more };
}

type Row = Omit<UserListRow, "proved" | "contact" | "shops" | "stores">;
type Found = { by: SearchedBy; rows: Row[]; nextCursor: string | null; more: boolean };

const COLUMNS = Prisma.sql`u.id, u.name, u.company, u.status, u.created_at AS "createdAt", u.last_seen_at AS "lastSeenAt"`;

async function find(scope: OperatorScope, input: UserListInput): Promise<Found> {
  if (input.q === "") return await newest(scope, input);
  const parsed = parseContact(input.q);
  if ("contact" in parsed) return await byContact(scope, parsed.contact);
  if (/@|^[+\d][^\p{L}]*$/u.test(input.q)) return { by: "nothing", rows: [], nextCursor: null, more: false };
  return await byName(scope, input.q);
}

async function newest(scope: OperatorScope, { cursor, limit }: UserListInput): Promise<Found> {
  const before = cursor
    ? Prisma.sql`WHERE (u.list_rank, u.created_at, u.id) < (${cursor[0]}::smallint, ${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`
    : Prisma.empty;
  const rows = await scope.db.$queryRaw<(Row & { rank: number })[]>`
    SELECT ${COLUMNS}, u.list_rank AS rank FROM users u ${before} ORDER BY u.list_rank DESC, u.created_at DESC, u.id DESC LIMIT ${limit + 1}::int`;
  const page = pageOf(rows, limit, (row) => [row.rank, row.createdAt.toISOString(), row.id]);
  return { by: "all", rows: page.items.map(({ rank: _, ...row }) => row), nextCursor: page.nextCursor, more: false };
}

/** Operators read no contacts: the system says whose this one is, and nothing else. */
async function byContact(scope: OperatorScope, contact: Contact): Promise<Found> {
  const known = await SystemScope.resolve("operator looks for a contact", scope).db.contact.findFirst({
    where: { kind: contact.kind, lookup: { in: contactLookups(contact) } },
    select: { userId: true },
  });
  const rows = known
    ? await scope.db.$queryRaw<Row[]>`SELECT ${COLUMNS} FROM users u WHERE u.id = ${known.userId}::uuid`
    : [];
  return { by: "contact", rows, nextCursor: null, more: false };
}

async function byName(scope: OperatorScope, text: string): Promise<Found> {
  const run = (
    key: Prisma.Sql,
  ) => Prisma.sql`(SELECT id, name, company, status, created_at, last_seen_at, name_key FROM users
    WHERE ${key} >= lower(${text}::text) COLLATE "C" AND ${key} < (lower(${text}::text) || chr(1114111)) COLLATE "C" ORDER BY ${key}, id LIMIT ${FOUND + 1}::int)`;
  const rows = await scope.db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM (${run(Prisma.sql`name_key`)} UNION ${run(Prisma.sql`company_key`)}) AS u
    ORDER BY u.name_key, u.id LIMIT ${FOUND + 1}::int`;
  return { by: "name", rows: rows.slice(0, FOUND), nextCursor: null, more: rows.length > FOUND };
}

async function withCounts(scope: OperatorScope, rows: Row[]): Promise<UserListRow[]> {
  if (rows.length === 0) return [];
  const counts = await scope.db.$queryRaw<{ id: string; shops: number; stores: number }[]>`
    SELECT u.id,
      (SELECT count(*)::int FROM customers c WHERE c.user_id = u.id AND c.status = 'approved') AS shops,
      (SELECT count(*)::int FROM members m WHERE m.user_id = u.id AND m.status = 'active') AS stores
    FROM unnest(${rows.map(({ id }) => id)}::uuid[]) AS u(id)`;
  const byId = new Map(counts.map(({ id, ...count }) => [id, count]));
  const contacts = await contactsOf(scope, rows);
  return rows.map((row) => {
    const { proved = false, masked = null } = contacts.get(row.id) ?? {};
    return {
      ...row,
      // Whoever signs in proves a contact; those who are nobody any more have none.
      lastSeenAt: proved || !isSomebody(row) ? row.lastSeenAt : null,
      contact: row.name || !isSomebody(row) ? null : masked,
      ...{ proved, shops: 0, stores: 0, ...byId.get(row.id) },
    };
  });
}

function isSomebody({ status }: Row): boolean {
  return status !== "merged" && status !== "erased";
}

/** Operators read no contacts: the system says of whom there is a proved one, and masks the first of those who have no name. */
async function contactsOf(
  scope: OperatorScope,
  rows: Row[],
): Promise<Map<string, { proved: boolean; masked: string }>> {
  const found = await SystemScope.resolve("operator lists users", scope).db.contact.findMany({
    where: { userId: { in: rows.map(({ id }) => id) } },
    select: { id: true, userId: true, kind: true, value: true, verifiedAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const byUser = Map.groupBy(found, ({ userId }) => userId);
  return new Map(
    rows.flatMap(({ id: userId, name }) => {
      const own = byUser.get(userId);
      const [first] = own ?? [];
      if (!own || !first) return [];
      const proved = own.some(({ verifiedAt }) => verifiedAt !== null);
      const masked = name ? "" : maskContact(unsealContact("contacts.value", first.id, first.kind, first.value));
      return [[userId, { proved, masked }] as const];
    }),
  );
}
