/** How one seller sees one user. Browser-safe. */
export const CUSTOMER_STATUSES = ["invited", "requested", "approved", "rejected", "revoked"] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

/** How somebody came in. */
export type Grant = "invite" | "client_list" | "manual";

/** Which status may follow which. Only a proof, the client list or a member's decision leads to `approved`. */
const NEXT: Record<CustomerStatus, readonly CustomerStatus[]> = {
  invited: ["approved", "revoked"],
  requested: ["invited", "approved", "rejected"],
  approved: ["revoked"],
  rejected: ["invited", "approved"],
  revoked: ["invited", "approved"],
};

export function customerMayBecome(from: CustomerStatus, to: CustomerStatus): boolean {
  return NEXT[from].includes(to);
}

/** Every status that `to` may follow: the condition of the update that sets it. */
export function customerStatusesBefore(to: CustomerStatus): CustomerStatus[] {
  return CUSTOMER_STATUSES.filter((from) => customerMayBecome(from, to));
}

export function isCustomerStatus(value: string): value is CustomerStatus {
  return CUSTOMER_STATUSES.some((status) => status === value);
}

type Standing = { status: string; joinDate: Date | string | null };

/** Access can be given back to whoever was in before, or had asked; an invite that was never answered is sent anew instead. */
export function canRestore({ status, joinDate }: Standing): boolean {
  return status === "rejected" || (status === "revoked" && joinDate !== null);
}

export function canRevoke({ status }: { status: string }): boolean {
  return isCustomerStatus(status) && customerMayBecome(status, "revoked");
}

/**
 * May the seller see the person's own name and company? Once they came in or asked to; an invite alone
 * must not tell who is behind a number.
 */
export function showsPerson({ status, joinDate }: Standing): boolean {
  return joinDate !== null || status === "requested" || status === "rejected";
}
