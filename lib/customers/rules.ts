/** How one seller sees one user. Browser-safe. */
export const CUSTOMER_STATUSES = ["invited", "requested", "approved", "rejected", "revoked"] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

/** How somebody came in. */
export const GRANTS = ["invite", "client_list", "manual"] as const;
export type Grant = (typeof GRANTS)[number];

/** Which status may follow which. Only a proof, the client list or a member's decision leads to `approved`. */
const NEXT: Record<CustomerStatus, readonly CustomerStatus[]> = {
  invited: ["approved", "revoked"],
  requested: ["invited", "approved", "rejected"],
  approved: ["revoked"],
  rejected: ["invited", "requested", "approved"],
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

/** So many customers are changed in one go. */
export const CUSTOMER_BULK = 500;

export type NamedCustomer = { name: string | null; company: string | null; contact: string | null };

/** What a portal calls a customer, the same on every screen; null while nothing is known of them. */
export function customerLabel({ company, name, contact }: NamedCustomer): string | null {
  return company ?? name ?? contact;
}

/** Words of a search as the database keeps those of names. */
export function searchWords(q: string): string[] {
  return [...new Set(q.toLowerCase().split(/\s+/).filter(Boolean))].map((word) => word.slice(0, 100));
}
