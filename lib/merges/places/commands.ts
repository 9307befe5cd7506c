import "server-only";
import { MEMBER_ROLES, OPERATOR_ROLES } from "@/lib/access/permissions";
import type { Db } from "@/lib/db/client";
import { lockMembers } from "@/lib/members/acting/commands";
import { joinAlertChoices } from "@/lib/merges/alerts/commands";
import type { JoinedMember, Moved, MovedOperator, MovedRow } from "@/lib/merges/moved";
import { betterPlace, countingPlace, type DatedPlace, type Place, placeAfterwards } from "@/lib/merges/rules";

type People = { fromId: string; intoId: string };

const COLUMNS = { sellerId: true, id: true, userId: true, role: true, status: true, updatedAt: true } as const;

/** Locks both people's memberships, so that nobody counts a seller's admins in between: the stores first, as whoever changes members does. */
async function lockPlaces(db: Db, { fromId, intoId }: People): Promise<void> {
  const rows = await db.member.findMany({
    where: { userId: { in: [fromId, intoId] } },
    distinct: ["sellerId"],
    select: { sellerId: true },
    orderBy: { sellerId: "asc" },
  });
  for (const { sellerId } of rows) await lockMembers(db, sellerId);
  await db.$queryRaw`SELECT id FROM members WHERE user_id = ANY (${[fromId, intoId]}::uuid[]) ORDER BY seller_id, id FOR NO KEY UPDATE`;
}

/** In a store where both are members the better place counts: a seller's last admin is never lost by it. */
export async function moveMembers(
  db: Db,
  { fromId, intoId }: People,
): Promise<Pick<Moved, "members" | "joinedMembers">> {
  await lockPlaces(db, { fromId, intoId });
  const rows = await db.member.findMany({
    where: { userId: { in: [fromId, intoId] }, status: { not: "merged" } },
    select: COLUMNS,
    orderBy: { sellerId: "asc" },
  });
  const members: MovedRow[] = [];
  const joinedMembers: JoinedMember[] = [];
  for (const other of rows.filter(({ userId }) => userId === fromId)) {
    const { sellerId, id } = other;
    const own = rows.find((row) => row.userId === intoId && row.sellerId === sellerId);
    if (!own) {
      await db.$executeRaw`UPDATE members SET user_id = ${intoId}::uuid WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid`;
      members.push({ sellerId, id });
      continue;
    }
    const [one, two] = [await askedPlace(db, own), await askedPlace(db, other)];
    const written = placeOf(countingPlace<DatedPlace>(one, two, MEMBER_ROLES));
    await db.member.updateMany({ where: { sellerId, id: own.id }, data: written });
    await db.$executeRaw`UPDATE members SET status = 'merged' WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid`;
    await joinAlertChoices(db, { sellerId, fromId, intoId });
    joinedMembers.push({ sellerId, kept: own.id, lost: id, before: dated(own), written, lostWas: dated(other) });
  }
  return { members, joinedMembers };
}

type MemberPlace = Place & { sellerId: string; userId: string; updatedAt: Date };

/** With the invite that was answered last; without, for a seller's only admin: whatever was decided about the other, they stay. */
async function askedPlace<P extends MemberPlace>(db: Db, place: P): Promise<P & DatedPlace> {
  const { sellerId, userId } = place;
  const others = await db.member.count({
    where: { sellerId, role: "admin", status: "active", userId: { not: userId }, user: { status: "active" } },
  });
  const invite = await db.invite.findFirst({
    where: { sellerId, kind: "member", status: "used", usedBy: userId },
    orderBy: { usedAt: "desc" },
    select: { sentAt: true },
  });
  return { ...place, askedAt: (others > 0 || place.role !== "admin" ? invite?.sentAt : null) ?? null };
}

export async function returnMembers(db: Db, people: People, moved: Moved): Promise<void> {
  await lockPlaces(db, people);
  for (const { sellerId, id } of moved.members) {
    await db.$executeRaw`UPDATE members SET user_id = ${people.fromId}::uuid
      WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid AND user_id = ${people.intoId}::uuid`;
  }
  for (const { sellerId, kept, lost, before, written, lostWas } of moved.joinedMembers) {
    const present = await db.member.findFirst({ where: { sellerId, id: kept }, select: COLUMNS });
    // The one that was lost first: it may be the seller's only admin, whom the other hands back.
    const data = { ...placeAfterwards(lostWas, written, present, MEMBER_ROLES), updatedAt: lostWas.updatedAt };
    await db.member.updateMany({ where: { sellerId, id: lost }, data });
    // What was decided about the kept membership since then holds, whatever it is: it may be the last admin's.
    if (present && isSame(present, written)) {
      await db.member.updateMany({ where: { sellerId, id: kept }, data: before });
    }
  }
}

export async function moveOperator(db: Db, { fromId, intoId }: People): Promise<MovedOperator | null> {
  const rows = await db.operator.findMany({ where: { userId: { in: [fromId, intoId] } } });
  const own = rows.find(({ userId }) => userId === intoId);
  const other = rows.find(({ userId }) => userId === fromId);
  if (!other) return null;
  if (!own) {
    await db.operator.updateMany({ where: { userId: fromId }, data: { userId: intoId } });
    return { how: "whole" };
  }
  const written = placeOf(betterPlace<Place>(own, other, OPERATOR_ROLES));
  await db.operator.updateMany({ where: { userId: intoId }, data: written });
  await db.operator.updateMany({ where: { userId: fromId }, data: { status: "deactivated" } });
  return { how: "joined", before: placeOf(own), written, lostWas: placeOf(other) };
}

export async function returnOperator(db: Db, { fromId, intoId }: People, moved: MovedOperator): Promise<void> {
  if (moved.how === "whole") {
    await db.operator.updateMany({ where: { userId: intoId }, data: { userId: fromId } });
    return;
  }
  const { before, written, lostWas } = moved;
  const present = await db.operator.findFirst({ where: { userId: intoId } });
  if (present && isSame(present, written)) await db.operator.updateMany({ where: { userId: intoId }, data: before });
  await db.operator.updateMany({
    where: { userId: fromId },
    data: placeAfterwards(lostWas, written, present, OPERATOR_ROLES),
  });
}

function placeOf({ role, status }: Place): Place {
  return { role, status };
}

function dated({ role, status, updatedAt }: Place & { updatedAt: Date }) {
  return { role, status, updatedAt };
}

function isSame(a: Place, b: Place): boolean {
  return a.role === b.role && a.status === b.status;
}
