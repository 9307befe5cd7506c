import type { AuditEntry } from "@/lib/audit/record";
import type { Moved } from "@/lib/merges/moved";

/** For every seller who knows the person by another row than before, or another person by the same. `other`: the row that was set aside. */
export function auditAtSellers(what: "merged" | "parted", moved: Moved): AuditEntry[] {
  const entry = (noun: "customer" | "member", sellerId: string, id: string, lost?: string): AuditEntry => ({
    sellerId,
    action: `${noun}.${what}`,
    targetKind: noun,
    targetId: id,
    data: lost ? { other: lost } : {},
  });
  return [
    ...moved.customers.map(({ sellerId, id }) => entry("customer", sellerId, id)),
    ...moved.joinedCustomers.map(({ sellerId, kept, lost }) => entry("customer", sellerId, kept, lost)),
    ...moved.members.map(({ sellerId, id }) => entry("member", sellerId, id)),
    ...moved.joinedMembers.map(({ sellerId, kept, lost }) => entry("member", sellerId, kept, lost)),
  ];
}
