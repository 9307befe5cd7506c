import "server-only";
import { cache } from "react";
import {
  BaseScope,
  type Look,
  requireSessionId,
  type ScopeSeller,
  type ScopeUser,
  sellerOf,
  signedOut,
  userOf,
} from "@/lib/access/base-scope";
import { lookOverError } from "@/lib/access/looks";
import { type Parting, partedCustomer, partedMember } from "@/lib/access/parted";
import type { MemberRight, MemberRole, OperatorRight, OperatorRole } from "@/lib/access/permissions";
import { isReadRight, mayLookAt, memberMay, needsOpenSeller, operatorMay } from "@/lib/access/permissions";
import { refuse } from "@/lib/access/refusals";
import { NO_ORIGIN, type Origin, requestOrigin } from "@/lib/access/request";
import {
  findAccountRow,
  findLookRow,
  findOperatorRow,
  findShopRow,
  findStoreRow,
  markFirstEntry,
  readStoreRow,
} from "@/lib/access/resolve-sql";
import { readSessionId } from "@/lib/auth/session-cookie";
import { dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { isSlug } from "@/lib/sellers/rules";

/** A customer inside one seller's shop. */
export class ShopScope extends BaseScope {
  readonly #brand = true;
  readonly kind = "customer";

  private constructor(
    readonly user: ScopeUser,
    readonly seller: ScopeSeller,
    readonly customer: { readonly id: string; readonly priceListId: string | null },
    origin: Origin,
  ) {
    super(
      dbContext("shop", {
        sellerId: seller.id,
        userId: user.id,
        customerId: customer.id,
        priceListId: customer.priceListId,
      }),
      origin,
    );
  }

  get sellerId(): string {
    return this.seller.id;
  }
  get actorId(): string {
    return this.user.id;
  }

  /** Throws unauthenticated without a session, not found (and audits) without an approved customer row in an open shop. */
  static async resolve(slug: string): Promise<ShopScope> {
    const origin = await requestOrigin();
    const sessionId = await requireSessionId();
    const row = await findShopRow(sessionId, isSlug(slug) ? slug : "");
    if (!row) throw signedOut();
    const user = await userOf(row);
    if (row.seller_id === null) throw await refuse({ userId: user.id, origin, where: "shop", seller: slug });
    const seller = sellerOf(row);
    if (row.customer_id === null || row.customer_status !== "approved" || seller.status !== "open") {
      const parting = partedCustomer(row);
      throw await refuse({ userId: user.id, origin, where: "shop", seller: slug, sellerId: seller.id, parting });
    }
    if (row.first_visit_at === null) {
      await markFirstEntry({
        sellerId: seller.id,
        customerId: row.customer_id,
        userId: user.id,
        auditId: newId(),
        ...origin,
      });
    }
    return new ShopScope(user, seller, { id: row.customer_id, priceListId: row.price_list_id }, origin);
  }

  static is(scope: Scope): scope is ShopScope {
    return #brand in scope;
  }
}

/** A member inside one seller's portal. */
export class StoreScope extends BaseScope {
  readonly #brand = true;
  readonly kind = "member";

  private constructor(
    readonly user: ScopeUser,
    readonly seller: ScopeSeller,
    readonly member: { readonly id: string; readonly role: MemberRole; readonly locale: string },
    /** Set when it is no member but an operator who looks in: reads only, for a reason, until a time. */
    readonly look: Look | null,
    origin: Origin,
  ) {
    super(dbContext("store", { sellerId: seller.id, userId: user.id, readOnly: look !== null }), origin);
  }

  get sellerId(): string {
    return this.seller.id;
  }
  get actorId(): string {
    return this.user.id;
  }

  /** Members of a suspended seller keep reading, nothing else; of one that is not open yet they do whatever stays in the house. */
  can(right: MemberRight): boolean {
    if (this.look) return mayLookAt(this.look.role, right);
    if (this.seller.status === "suspended" && !isReadRight(right)) return false;
    if (needsOpenSeller(right) && this.seller.status !== "open") return false;
    return memberMay(this.member.role, right);
  }

  /**
   * Throws unauthenticated without a session, not found (and audits) without an active membership in a living seller.
   * An operator's look opens any store.
   */
  static async resolve(slug: string): Promise<StoreScope> {
    const origin = await requestOrigin();
    const sessionId = await requireSessionId();
    const row = await findStoreRow(sessionId, isSlug(slug) ? slug : "");
    if (!row) throw signedOut();
    const user = await userOf(row);
    if (row.seller_id === null) throw await refuse({ userId: user.id, origin, where: "portal", seller: slug });
    const seller = sellerOf(row);
    if (
      row.member_id === null ||
      row.member_role === null ||
      row.member_status !== "active" ||
      seller.status === "terminated"
    ) {
      const asked = { userId: user.id, origin, seller: slug, sellerId: seller.id, parting: partedMember(row) };
      const look = await requireLook(sessionId, asked);
      return new StoreScope(user, seller, { id: look.id, role: "admin", locale: user.locale }, look, origin);
    }
    const member = { id: row.member_id, role: row.member_role, locale: row.member_locale ?? user.locale };
    return new StoreScope(user, seller, member, null, origin);
  }

  /** The same person, store and right, read anew: for what stays open longer than a request. */
  async stillMay(right: MemberRight): Promise<boolean> {
    const { sessionId } = this.user;
    const row = await readStoreRow(sessionId, this.seller.slug);
    if (!row || row.held || row.seller_id === null || row.seller_id !== this.seller.id) return false;
    const seller = sellerOf(row);
    if (this.look) {
      const look = await findLookRow(sessionId, seller.id);
      return look?.look_id === this.look.id && look.alive === true && mayLookAt(look.operator_role, right);
    }
    if (row.member_id !== this.member.id || row.member_role === null || row.member_status !== "active") return false;
    if (seller.status === "terminated") return false;
    const member = { ...this.member, role: row.member_role };
    return new StoreScope(this.user, seller, member, null, this.origin).can(right);
  }

  static is(scope: Scope): scope is StoreScope {
    return #brand in scope;
  }
}

/** A signed-in user across their sellers. */
export class AccountScope extends BaseScope {
  readonly #brand = true;
  readonly kind = "user";
  readonly sellerId = null;

  private constructor(
    readonly user: ScopeUser,
    origin: Origin,
  ) {
    super(dbContext("account", { userId: user.id }), origin);
  }

  get actorId(): string {
    return this.user.id;
  }

  static async resolve(): Promise<AccountScope> {
    const row = await findAccountRow(await requireSessionId());
    if (!row) throw signedOut();
    return new AccountScope(await userOf(row), await requestOrigin());
  }

  /** Null when nobody is signed in, or may not act as anybody yet. */
  static async find(): Promise<AccountScope | null> {
    const sessionId = await readSessionId();
    const row = sessionId ? await findAccountRow(sessionId) : undefined;
    return row && !row.held ? new AccountScope(await userOf(row), await requestOrigin()) : null;
  }

  static is(scope: Scope): scope is AccountScope {
    return #brand in scope;
  }
}

/** Platform staff; through a login and pool of their own. */
export class OperatorScope extends BaseScope {
  readonly #brand = true;
  readonly kind = "operator";
  readonly sellerId = null;

  private constructor(
    readonly user: ScopeUser,
    readonly role: OperatorRole,
    origin: Origin,
  ) {
    super(dbContext("operator", { userId: user.id }), origin);
  }

  get actorId(): string {
    return this.user.id;
  }

  can(right: OperatorRight): boolean {
    return operatorMay(this.role, right);
  }

  static async resolve(): Promise<OperatorScope> {
    const origin = await requestOrigin();
    const row = await findOperatorRow(await requireSessionId());
    if (!row) throw signedOut();
    const user = await userOf(row);
    if (!row.operator_role || row.operator_status !== "active")
      throw await refuse({ userId: user.id, origin, where: "admin" });
    return new OperatorScope(user, row.operator_role, origin);
  }

  static is(scope: Scope): scope is OperatorScope {
    return #brand in scope;
  }
}

/** Jobs and sign-in, with a named reason. */
export class SystemScope extends BaseScope {
  readonly #brand = true;
  readonly kind = "system";
  readonly sellerId = null;
  readonly actorId: string | null;

  private constructor(
    readonly reason: string,
    origin: Origin,
    actorId: string | null,
  ) {
    super(dbContext("system"), origin);
    this.actorId = actorId;
  }

  /** `by` keeps the person and the place for the audit when a request's work is done by the system. */
  static resolve(reason: string, by?: { origin: Origin; actorId?: string | null }): SystemScope {
    return new SystemScope(reason, by?.origin ?? NO_ORIGIN, by?.actorId ?? null);
  }

  static is(scope: Scope): scope is SystemScope {
    return #brand in scope;
  }
}

/** Somebody who is not signed in: no database at all. */
export class VisitorScope {
  readonly #brand = true;
  readonly kind = "visitor";

  private constructor(readonly origin: Origin) {}

  static async resolve(): Promise<VisitorScope> {
    return new VisitorScope(await requestOrigin());
  }

  static is(scope: object): scope is VisitorScope {
    return #brand in scope;
  }
}

/** Every scope that has a database. */
export type Scope = ShopScope | StoreScope | AccountScope | OperatorScope | SystemScope;

/** Once per rendered request: the same answer for layout and page. */
export const findAccount = cache(() => AccountScope.find());

/**
 * An operator's look into a store that they are no member of. A page that stands open when it ends, and is loaded anew, is no attempt: it is
 * told that the look is over, and nothing is audited. Everybody else is refused.
 */
async function requireLook(
  sessionId: string,
  asked: { userId: string; origin: Origin; seller: string; sellerId: string; parting: Parting | null },
): Promise<Look> {
  const row = await findLookRow(sessionId, asked.sellerId);
  if (row?.look_id && row.reason && row.expires_at && operatorMay(row.operator_role, "stores.look")) {
    if (!row.alive) throw lookOverError();
    return { id: row.look_id, reason: row.reason, expiresAt: row.expires_at, role: row.operator_role };
  }
  throw await refuse({ ...asked, where: "portal", by: row ? "operator" : "user" });
}
