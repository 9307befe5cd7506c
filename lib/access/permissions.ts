/** What a member may do in the portal. One table, shared by server and screens. */
const MANAGER_ONLY = [
  "products.write",
  "prices.write",
  "customers.write",
  "orders.refund",
  "clients.write",
  "requests.decide",
  "invites.write",
] as const;
const READ = [
  "overview.read",
  "products.read",
  "prices.read",
  "orders.read",
  "customers.read",
  "clients.read",
  "requests.read",
  "invites.read",
  "visits.read",
] as const;
const ADMIN_ONLY = [
  "members.read",
  "members.write",
  "settings.read",
  "settings.write",
  "payouts.read",
  "audit.read",
] as const;

export type MemberRight =
  | (typeof READ)[number]
  | "orders.answer"
  | (typeof MANAGER_ONLY)[number]
  | (typeof ADMIN_ONLY)[number];
export const MEMBER_ROLES = ["admin", "manager", "support"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

const support: readonly MemberRight[] = [...READ, "orders.answer"];
const manager: readonly MemberRight[] = [...support, ...MANAGER_ONLY];
const admin: readonly MemberRight[] = [...manager, ...ADMIN_ONLY];
const MEMBER_RIGHTS: Record<MemberRole, ReadonlySet<MemberRight>> = {
  support: new Set(support),
  manager: new Set(manager),
  admin: new Set(admin),
};

/** Rights that remain while the seller is suspended: reading. */
export function isReadRight(right: MemberRight): boolean {
  return right.endsWith(".read");
}

/** Rights to what reaches customers: not before operators have approved the seller. */
export function needsOpenSeller(right: MemberRight): boolean {
  return right === "invites.write" || right === "requests.decide";
}

export function memberMay(role: MemberRole, right: MemberRight): boolean {
  return MEMBER_RIGHTS[role].has(right);
}

export const OPERATOR_ROLES = ["admin", "support", "finance"] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];
const OPERATOR_RIGHTS = {
  support: [
    "sellers.read",
    "stores.look",
    "users.read",
    "users.sessions",
    "audit.read",
    "messages.read",
    "messages.resolve",
  ],
  finance: ["sellers.read", "sellers.terms", "payouts.read", "payouts.write"],
  // Whoever makes admins of stores could make one of themselves.
  admin: [
    "members.write",
    "operators.write",
    "sellers.decide",
    "sellers.terminate",
    "users.disable",
    "users.merge",
    "users.export",
    "users.erase",
  ],
} as const satisfies Record<OperatorRole, readonly string[]>;
export type OperatorRight = (typeof OPERATOR_RIGHTS)[OperatorRole][number];

/** What operators see of a store on its own pages is no more than what they see of it on theirs: people and money are not everybody's. */
export function mayLookAt(role: OperatorRole, right: MemberRight): boolean {
  if (right === "members.read") return operatorMay(role, "members.write");
  if (right === "payouts.read") return operatorMay(role, "payouts.read");
  return isReadRight(right);
}

/** Operators of role admin may what the others may, and more. */
export function operatorMay(role: OperatorRole, right: OperatorRight): boolean {
  const roles = role === "admin" ? OPERATOR_ROLES : [role];
  return roles.some((each) => (OPERATOR_RIGHTS[each] as readonly OperatorRight[]).includes(right));
}
