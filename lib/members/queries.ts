import "server-only";
import type { z } from "zod";
import type { MemberRole } from "@/lib/access/permissions";
import type { AccountScope, StoreScope } from "@/lib/access/scope";
import { parseContact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { textMatches } from "@/lib/customers/queries";
import type { Prisma } from "@/lib/generated/prisma/client";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import { emailOf } from "@/lib/members/notices/commands";
import { isActiveAdmin } from "@/lib/members/rules";
import type { listMembersInput, MemberItem, MemberPage } from "@/lib/members/schema";
import { pageOf } from "@/lib/paging";
import type { SellerStatus } from "@/lib/sellers/rules";

export type StoreDto = {
  id: string;
  name: string;
  slug: string;
  status: SellerStatus;
  logo: string | null;
  trade: string | null;
  town: string | null;
  role: MemberRole;
};

/** The stores in whose portal this person works, by name. */
export async function listMyStores(account: AccountScope): Promise<StoreDto[]> {
  const members = await account.db.member.findMany({
    where: { userId: account.user.id, status: "active", seller: { status: { not: "terminated" } } },
    orderBy: { sellerId: "asc" },
    select: {
      role: true,
      seller: { select: { id: true, name: true, slug: true, status: true, logo: true, trade: true, town: true } },
    },
  });
  return members
    .map(({ role, seller }) => ({ ...seller, status: seller.status as SellerStatus, role: role as MemberRole }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const COLUMNS = {
  id: true,
  userId: true,
  userName: true,
  email: true,
  role: true,
  status: true,
  locale: true,
  joinDate: true,
} as const;

/** A store's members, whoever joined last first. */
export async function listMembers(scope: StoreScope, input: z.output<typeof listMembersInput>): Promise<MemberPage> {
  const sellerId = scope.seller.id;
  const where = {
    sellerId,
    ...(input.role && { role: input.role }),
    ...(input.status && { status: input.status }),
    AND: [searchFilter(input.q)],
  } satisfies Prisma.MemberWhereInput;
  const total = await scope.db.member.count({ where });
  const admins = await scope.db.member.count({ where: { sellerId, role: "admin", status: "active" } });
  const rows = await scope.db.member.findMany({
    where: { ...where, ...(input.cursor && { id: { lt: input.cursor[0] } }) },
    orderBy: { id: "desc" },
    take: input.limit + 1,
    select: COLUMNS,
  });
  const page = pageOf(rows, input.limit, ({ id }) => [id]);
  return { ...page, items: page.items.map((row) => toItem(scope, row, admins)), total, sellerId };
}

type Row = Prisma.MemberGetPayload<{ select: typeof COLUMNS }>;

function toItem({ seller, user }: StoreScope, row: Row, admins: number): MemberItem {
  return {
    id: row.id,
    name: row.userName,
    email: emailOf(seller.id, row).value,
    role: row.role as MemberRole,
    status: row.status === "active" ? "active" : "deactivated",
    locale: localeOf(row.locale),
    joinDate: row.joinDate.toISOString(),
    own: row.userId === user.id,
    lastAdmin: admins === 1 && isActiveAdmin(row),
  };
}

/** Emails are sealed: found whole, names by how their words begin. */
function searchFilter(q: string): Prisma.MemberWhereInput {
  if (!q) return {};
  const parsed = parseContact(q);
  if ("contact" in parsed && parsed.contact.kind === "email") {
    return { emailLookup: { in: contactLookups(parsed.contact) } };
  }
  return { OR: textMatches(q).map((userName) => ({ userName })) };
}

export function localeOf(locale: string | null): Locale {
  return isLocale(locale) ? locale : defaultLocale;
}

/** One's own membership here; null for whoever only looks in. */
export async function findOwnMembership(scope: StoreScope): Promise<MemberItem | null> {
  if (scope.look) return null;
  const where = { sellerId: scope.seller.id };
  const admins = await scope.db.member.count({ where: { ...where, role: "admin", status: "active" } });
  const row = await scope.db.member.findFirst({ where: { ...where, id: scope.member.id }, select: COLUMNS });
  return row && toItem(scope, row, admins);
}
