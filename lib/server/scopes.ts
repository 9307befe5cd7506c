import "server-only";
import { HeldScope } from "@/lib/access/held-scope";
import { auditLook } from "@/lib/access/looks";
import type { MemberRight, OperatorRight } from "@/lib/access/permissions";
import { refuse } from "@/lib/access/refusals";
import { AccountScope, OperatorScope, ShopScope, StoreScope, VisitorScope } from "@/lib/access/scope";

export type ScopeMap = {
  shop: ShopScope;
  store: StoreScope;
  account: AccountScope;
  operator: OperatorScope;
  held: HeldScope;
  visitor: VisitorScope;
};
export type ScopeKind = keyof ScopeMap;
/** Shops and stores are named by the seller in the address. */
export type SellerScopeKind = "shop" | "store";
export type RightOf<Kind extends ScopeKind> = Kind extends "store"
  ? MemberRight
  : Kind extends "operator"
    ? OperatorRight
    : never;

const resolvers: { [Kind in ScopeKind]: (seller: string) => Promise<ScopeMap[Kind]> } = {
  shop: (seller) => ShopScope.resolve(seller),
  store: (seller) => StoreScope.resolve(seller),
  account: () => AccountScope.resolve(),
  operator: () => OperatorScope.resolve(),
  held: () => HeldScope.resolve(),
  visitor: () => VisitorScope.resolve(),
};

/** Who acts, where, and may they: the same for pages, actions and route handlers. */
export async function enter<Kind extends ScopeKind>(
  kind: Kind,
  seller: string,
  right: RightOf<Kind> | undefined,
): Promise<ScopeMap[Kind]> {
  const scope = await resolvers[kind](seller);
  await requireRight(scope, right);
  return scope;
}

/** A missing right answers like a missing thing, and is an audit event. */
export async function requireRight(
  scope: ScopeMap[ScopeKind],
  right: MemberRight | OperatorRight | undefined,
): Promise<void> {
  if (!right) return;
  if (scope instanceof StoreScope) {
    if (scope.can(right as MemberRight)) {
      if (scope.look) await auditLook(scope, right as MemberRight);
      return;
    }
    throw await refuse({
      userId: scope.user.id,
      origin: scope.origin,
      where: "portal",
      seller: scope.seller.slug,
      sellerId: scope.seller.id,
      right,
      by: scope.look ? "operator" : "user",
    });
  }
  if (scope instanceof OperatorScope) {
    if (scope.can(right as OperatorRight)) return;
    throw await refuse({ userId: scope.user.id, origin: scope.origin, where: "admin", right });
  }
  throw new Error("Only members and operators have rights.");
}
