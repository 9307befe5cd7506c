import "server-only";
import type { MemberRole } from "@/lib/access/permissions";
import type { AccountScope } from "@/lib/access/scope";
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
    orderBy: [{ seller: { name: "asc" } }, { sellerId: "asc" }],
    select: {
      role: true,
      seller: { select: { id: true, name: true, slug: true, status: true, logo: true, trade: true, town: true } },
    },
  });
  return members.map(({ role, seller }) => ({
    ...seller,
    status: seller.status as SellerStatus,
    role: role as MemberRole,
  }));
}
