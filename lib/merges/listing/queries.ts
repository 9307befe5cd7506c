import "server-only";
import { z } from "zod";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { maskContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, unsealContact } from "@/lib/contacts/sealing";
import type { Prisma } from "@/lib/generated/prisma/client";
import { moved } from "@/lib/merges/moved";
import { type MergeState, mergeState, undoableUntil } from "@/lib/merges/rules";
import type { MergeListInput } from "@/lib/merges/schema";
import { pageOf } from "@/lib/paging";
import { likeText } from "@/lib/text";

/** One of the two, by name and by what their contacts look like: enough to know them by. */
type MergedUser = { name: string | null; contacts: string[] };

export type MergeRow = {
  id: string;
  mergedAt: Date;
  from: MergedUser;
  into: MergedUser;
  state: MergeState;
  undoableUntil: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
};

const COLUMNS = {
  id: true,
  fromUserId: true,
  intoUserId: true,
  createdAt: true,
  undoneAt: true,
  undoneBy: true,
} satisfies Prisma.UserMergeSelect;
type Row = Prisma.UserMergeGetPayload<{ select: typeof COLUMNS }>;

/** All merges, newest first, for operators; or those of whoever has a contact, or a name. */
export async function listMerges(
  scope: OperatorScope,
  { limit, cursor, q }: MergeListInput,
): Promise<{ items: MergeRow[]; nextCursor: string | null; total: number }> {
  const [at, id] = cursor ?? [];
  const searched = await searchFilter(scope, q);
  const before =
    at && id ? { OR: [{ createdAt: { lt: new Date(at) } }, { createdAt: new Date(at), id: { lt: id } }] } : {};
  const rows = await scope.db.userMerge.findMany({
    where: { AND: [searched, before] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: COLUMNS,
  });
  const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  const names = await namesOf(scope, page.items);
  const contacts = await contactsOf(scope, page.items);
  const now = new Date();
  return {
    nextCursor: page.nextCursor,
    total: await scope.db.userMerge.count({ where: searched }),
    items: page.items.map((row) => ({
      id: row.id,
      mergedAt: row.createdAt,
      from: { name: names.get(row.fromUserId) ?? null, contacts: contacts(row, "from") },
      into: { name: names.get(row.intoUserId) ?? null, contacts: contacts(row, "into") },
      state: mergeState(row, now),
      undoableUntil: undoableUntil(row.createdAt),
      undoneAt: row.undoneAt,
      undoneBy: row.undoneBy ? (names.get(row.undoneBy) ?? null) : null,
    })),
  };
}

/** What operators cannot read themselves: the contacts of users, and what a merge moved. */
function system(scope: OperatorScope) {
  return SystemScope.resolve("merges listed", { origin: scope.origin, actorId: scope.actorId }).db;
}

async function searchFilter(scope: OperatorScope, q: string): Promise<Prisma.UserMergeWhereInput> {
  if (!q) return {};
  const parsed = parseContact(q);
  if (!("contact" in parsed)) {
    const name = { contains: likeText(q), mode: "insensitive" } as const;
    return { OR: [{ from: { name } }, { into: { name } }] };
  }
  const { kind } = parsed.contact;
  const owner = await system(scope).contact.findFirst({
    where: { kind, lookup: { in: contactLookups(parsed.contact) } },
    select: { userId: true },
  });
  const ids = owner ? [owner.userId] : [];
  return { OR: [{ fromUserId: { in: ids } }, { intoUserId: { in: ids } }] };
}

async function namesOf(scope: OperatorScope, rows: readonly Row[]): Promise<Map<string, string | null>> {
  const ids = rows.flatMap(({ fromUserId, intoUserId, undoneBy }) => [fromUserId, intoUserId, undoneBy ?? []]);
  const users = await scope.db.user.findMany({
    where: { id: { in: [...new Set(ids.flat())] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** The column begins as an empty list. */
const movedContacts = moved
  .pick({ contacts: true })
  .or(z.array(z.never()).transform(() => ({ contacts: [] as string[] })));

/** Masked. A merge hands the contacts over: until it is undone, those that it moved are still shown as of whom they came from. */
async function contactsOf(scope: OperatorScope, rows: readonly Row[]) {
  const db = system(scope);
  const merges = await db.userMerge.findMany({
    where: { id: { in: rows.map(({ id }) => id) }, undoneAt: null },
    select: { id: true, moved: true },
  });
  const brought = new Map(merges.map(({ id, moved: json }) => [id, new Set(movedContacts.parse(json).contacts)]));
  const found = await db.contact.findMany({
    where: { userId: { in: [...new Set(rows.flatMap(({ fromUserId, intoUserId }) => [fromUserId, intoUserId]))] } },
    select: { id: true, userId: true, kind: true, value: true },
    orderBy: { createdAt: "asc" },
  });
  return ({ id: mergeId, fromUserId, intoUserId }: Row, side: "from" | "into"): string[] => {
    const isTheirs = (id: string, userId: string) =>
      userId === fromUserId || (userId === intoUserId && brought.get(mergeId)?.has(id) === true);
    return found
      .filter(({ id, userId }) =>
        side === "from" ? isTheirs(id, userId) : userId === intoUserId && !isTheirs(id, userId),
      )
      .map(({ id, kind, value }) => maskContact(unsealContact("contacts.value", id, kind, value)));
  };
}
