import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import type { Db } from "@/lib/db/client";
import { AppError, notFoundError } from "@/lib/errors";
import { auditMember, changeMembers, lockMembers, type MemberActor } from "@/lib/members/acting/commands";
import { TOLD, type ToldMember, tellMember } from "@/lib/members/notices/commands";
import { isActiveAdmin } from "@/lib/members/rules";
import type { MemberChange } from "@/lib/members/schema";
import { discardUnopened } from "@/lib/onboarding/discarding/commands";

const COLUMNS = { ...TOLD, status: true } as const;
type FoundMember = ToldMember & { status: string };
type MemberId = { id: string };

async function getMember(db: Db, sellerId: string, id: string): Promise<FoundMember> {
  const member = await db.member.findFirst({
    where: { sellerId, id, status: { not: "merged" } },
    select: COLUMNS,
  });
  if (!member) throw notFoundError();
  return member;
}

/** Said in words here; the database refuses it in any case (migrations 0019 and 0034). Behind the lock of the seller's members. */
async function requireOtherAdmin(db: Db, sellerId: string, member: FoundMember): Promise<void> {
  if (await isLastAdmin(db, sellerId, member)) throw lastAdminError();
}

async function isLastAdmin(db: Db, sellerId: string, member: FoundMember): Promise<boolean> {
  if (!isActiveAdmin(member)) return false;
  const other = await db.member.findFirst({
    where: { sellerId, id: { not: member.id }, role: "admin", status: "active", user: { status: "active" } },
    select: { id: true },
  });
  return other === null;
}

function lastAdminError(): AppError {
  return new AppError("conflict", "members.errors.lastAdmin");
}

/** Another role, another language, or both. */
export async function changeMember(actor: MemberActor, { id, role, locale }: MemberChange): Promise<void> {
  const { seller } = actor;
  await changeMembers(actor, async (db) => {
    const member = await getMember(db, seller.id, id);
    const now = { ...member, role: role ?? member.role, locale: locale ?? member.locale };
    if (now.role !== member.role) await requireOtherAdmin(db, seller.id, member);
    await db.member.updateMany({ where: { sellerId: seller.id, id }, data: { role: now.role, locale: now.locale } });
    if (now.role !== member.role) await tellChange(db, actor, now, "role", { was: member.role, what: now.role });
    if (now.locale !== member.locale) await tellChange(db, actor, now, "locale", {});
  });
}

/** To the activity, and to the member unless it is their own doing. */
async function tellChange(
  db: Db,
  actor: MemberActor,
  member: FoundMember,
  change: "role" | "locale",
  data: Record<string, string>,
): Promise<void> {
  await auditMember(db, actor, { kind: "member", id: member.id }, `${change}_changed`, data);
  if (member.userId !== actor.scope.actorId) await tellMember(db, actor.seller, member, change);
}

/** Out with their next request; their row and what they did stay. */
export async function deactivateMember(actor: MemberActor, { id }: MemberId): Promise<void> {
  await setStatus(actor, id, "deactivated");
}

export async function reactivateMember(actor: MemberActor, { id }: MemberId): Promise<void> {
  await setStatus(actor, id, "active");
}

async function setStatus(actor: MemberActor, id: string, status: "active" | "deactivated"): Promise<void> {
  const { seller } = actor;
  await changeMembers(actor, async (db) => {
    const member = await getMember(db, seller.id, id);
    if (member.status === status) return;
    if (status === "deactivated") await requireOtherAdmin(db, seller.id, member);
    await db.member.updateMany({ where: { sellerId: seller.id, id }, data: { status } });
    const change = status === "active" ? "reactivated" : "deactivated";
    await auditMember(db, actor, { kind: "member", id }, change, {});
    await tellMember(db, seller, member, change);
  });
}

/** The association is deleted, never the user. */
export async function removeMember(actor: MemberActor, { id }: MemberId): Promise<void> {
  const { seller } = actor;
  await changeMembers(actor, async (db) => {
    const member = await getMember(db, seller.id, id);
    await requireOtherAdmin(db, seller.id, member);
    await deleteMember(db, actor, member, "removed");
  });
}

/** By oneself, whatever the role and whatever state the store is in. The last admin stays, or takes a shop that never opened along. */
export async function leaveStore(scope: StoreScope): Promise<void> {
  const { seller } = scope;
  // Whoever looks in is no member.
  if (scope.look) throw notFoundError();
  const system = SystemScope.resolve("leave a store", scope);
  await system.tx(async (db) => {
    await lockMembers(db, seller.id);
    const member = await getMember(db, seller.id, scope.member.id);
    const isLast = await isLastAdmin(db, seller.id, member);
    if (isLast && !(await discardUnopened(db, scope, seller.id))) throw lastAdminError();
    await deleteMember(db, { scope, seller }, member, "left");
  });
}

async function deleteMember(db: Db, actor: MemberActor, member: FoundMember, how: "removed" | "left"): Promise<void> {
  const { seller } = actor;
  await db.member.deleteMany({ where: { sellerId: seller.id, id: member.id } });
  // There is no such member any more: the activity names the person.
  await recordAudit(db, actor.scope, {
    sellerId: seller.id,
    action: `member.${how}`,
    targetKind: "former_member",
    targetId: member.userId,
    data: { was: member.role, memberId: member.id },
  });
  await tellMember(db, seller, member, how);
}

/** The language of one's own portal here: everybody's own business. */
export async function setOwnLocale(scope: StoreScope, { locale }: { locale: string }): Promise<void> {
  const { seller, member } = scope;
  if (scope.look) throw notFoundError();
  const system = SystemScope.resolve("own portal language", scope);
  await system.tx(async (db) => {
    const { count } = await db.member.updateMany({
      where: { sellerId: seller.id, id: member.id, status: "active", locale: { not: locale } },
      data: { locale },
    });
    if (count > 0) await auditMember(db, { scope, seller }, { kind: "member", id: member.id }, "locale_changed", {});
  });
}
