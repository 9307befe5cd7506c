export const SELLER_STATUSES = ["draft", "pending", "open", "suspended", "terminated"] as const;
export type SellerStatus = (typeof SELLER_STATUSES)[number];

/** The part of an address that names a seller: lower-case letters, digits and inner hyphens, 3 to 48 characters. */
export function isSlug(value: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$/.test(value);
}

/** What an operator decides about a seller: each leads from one status to one other. */
const DECISIONS = {
  approve: { from: "pending", to: "open" },
  suspend: { from: "open", to: "suspended" },
  reopen: { from: "suspended", to: "open" },
} as const satisfies Record<string, { from: SellerStatus; to: SellerStatus }>;

export type SellerDecision = keyof typeof DECISIONS;
export const SELLER_DECISIONS = Object.keys(DECISIONS) as [SellerDecision, ...SellerDecision[]];

export function decisionSteps(decision: SellerDecision): { from: SellerStatus; to: SellerStatus } {
  return DECISIONS[decision];
}

/** What can be decided about a seller in this status. */
export function decisionsFor(status: SellerStatus): SellerDecision[] {
  return SELLER_DECISIONS.filter((decision) => DECISIONS[decision].from === status);
}
