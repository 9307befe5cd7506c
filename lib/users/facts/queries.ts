import "server-only";
import { userAgentFromString } from "next/server";
import type { MemberRole, OperatorRole } from "@/lib/access/permissions";
import { type OperatorScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { type ContactKind, maskContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import { type CustomerStatus, isCustomerStatus } from "@/lib/customers/rules";
import { notFoundError } from "@/lib/errors";
import { type MergeState, mergeState } from "@/lib/merges/rules";
import type { UserStatus } from "@/lib/users/rules";

type KnownUser = { id: string; name: string | null };
export type UserFacts = {
  id: string;
  name: string | null;
  company: string | null;
  locale: string;
  status: UserStatus;
  createdAt: Date;
  /** Null: they have never signed in. */
  lastSeenAt: Date | null;
  operator: OperatorRole | null;
  /** Whom this user turned out to be. */
  now: KnownUser | null;
  contacts: { id: string; kind: ContactKind; masked: string; verified: boolean }[];
};

/** One user, for operators; contacts are masked for them by the system. Looking is itself an audit event. */
export async function getUser(scope: OperatorScope, id: string): Promise<UserFacts> {
  const user = await scope.db.user.findFirst({
    where: { id },
    select: {
      id: true,
      name: true,
      company: true,
      locale: true,
      status: true,
      createdAt: true,
      lastSeenAt: true,
      mergedInto: true,
    },
  });
  if (!user) throw notFoundError();
  await recordAudit(scope.db, scope, { action: "user.viewed", targetKind: "user", targetId: id });
  const { mergedInto, status, lastSeenAt, ...facts } = user;
  const contacts = await maskedContacts(scope, id);
  // Whoever signs in proves a contact; those who are nobody any more have none.
  const wasHere = contacts.some(({ verified }) => verified) || status === "merged" || status === "erased";
  const now = mergedInto
    ? await scope.db.user.findFirst({ where: { id: mergedInto }, select: { id: true, name: true } })
    : null;
  const operator = await scope.db.operator.findFirst({
    where: { userId: id, status: "active" },
    select: { role: true },
  });
  return {
    ...facts,
    status: status as UserStatus,
    operator: operator ? (operator.role as OperatorRole) : null,
    now,
    lastSeenAt: wasHere ? lastSeenAt : null,
    contacts,
  };
}

async function maskedContacts(scope: OperatorScope, userId: string): Promise<UserFacts["contacts"]> {
  const rows = await SystemScope.resolve("operator looks at a user", scope).db.contact.findMany({
    where: { userId },
    select: { id: true, kind: true, value: true, verifiedAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, kind, value, verifiedAt }) => {
    const contact = unsealContact("contacts.value", id, kind, value);
    return { id, kind: contact.kind, masked: maskContact(contact), verified: verifiedAt !== null };
  });
}

export type UserSession = { id: string; browser: string | null; system: string | null; startedAt: Date; seenAt: Date };

/** Where they are signed in now. */
export async function listUserSessions(scope: OperatorScope, userId: string): Promise<UserSession[]> {
  const rows = await SystemScope.resolve("operator looks at a user", scope).db.session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 20,
  });
  return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => {
    const { browser, os } = userAgentFromString(userAgent ?? "");
    return { id, browser: browser.name ?? null, system: os.name ?? null, startedAt: createdAt, seenAt: lastSeenAt };
  });
}

type AtSeller = { id: string; seller: { name: string; slug: string }; since: Date | null };
export type UserStore = AtSeller & { role: MemberRole; status: "active" | "deactivated" };
export type UserShop = AtSeller & { status: CustomerStatus };

const SHOWN = 50;

export async function listUserStores(scope: OperatorScope, userId: string): Promise<UserStore[]> {
  const rows = await scope.db.member.findMany({
    where: { userId, status: { not: "merged" } },
    orderBy: [{ joinDate: "desc" }, { id: "desc" }],
    take: SHOWN,
    select: { id: true, role: true, status: true, joinDate: true, seller: { select: { name: true, slug: true } } },
  });
  return rows.map(({ joinDate, role, status, ...row }) => ({
    ...row,
    since: joinDate,
    role: role as MemberRole,
    status: status === "active" ? "active" : "deactivated",
  }));
}

export async function listUserShops(scope: OperatorScope, userId: string): Promise<UserShop[]> {
  const rows = await scope.db.customer.findMany({
    where: { userId, status: { not: "merged" } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    select: { id: true, status: true, joinDate: true, seller: { select: { name: true, slug: true } } },
  });
  return rows.flatMap(({ joinDate, status, ...row }) =>
    isCustomerStatus(status) ? [{ ...row, since: joinDate, status }] : [],
  );
}

export type UserMergeRow = { id: string; mergedAt: Date; with: KnownUser; gone: boolean; state: MergeState };

/** Whom they turned out to be one person with. */
export async function listUserMerges(scope: OperatorScope, userId: string): Promise<UserMergeRow[]> {
  const rows = await scope.db.userMerge.findMany({
    where: { OR: [{ fromUserId: userId }, { intoUserId: userId }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    select: { id: true, fromUserId: true, intoUserId: true, createdAt: true, undoneAt: true },
  });
  const others = rows.map(({ fromUserId, intoUserId }) => (fromUserId === userId ? intoUserId : fromUserId));
  const users = await scope.db.user.findMany({ where: { id: { in: others } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const now = new Date();
  return rows.map(({ id, fromUserId, intoUserId, ...row }) => {
    const other = fromUserId === userId ? intoUserId : fromUserId;
    return {
      id,
      mergedAt: row.createdAt,
      with: { id: other, name: names.get(other) ?? null },
      gone: fromUserId === userId,
      state: mergeState(row, now),
    };
  });
}
