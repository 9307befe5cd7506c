import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CUSTOMER_STATUSES,
  canRestore,
  canRevoke,
  customerMayBecome,
  customerStatusesBefore,
  isCustomerStatus,
  showsPerson,
} from "@/lib/customers/rules";

const status = fc.constantFrom(...CUSTOMER_STATUSES);
const standing = fc.record({ status, joinDate: fc.option(fc.date({ noInvalidDate: true })) });

describe("the way of a customer's row", () => {
  it("is the same read forwards and backwards, and no status follows itself", () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(customerStatusesBefore(to).includes(from)).toBe(customerMayBecome(from, to));
        expect(customerMayBecome(from, from)).toBe(false);
      }),
    );
  });

  it("leads back to having asked from a rejection alone, and from being in only out", () => {
    expect(customerStatusesBefore("requested")).toEqual(["rejected"]);
    expect(CUSTOMER_STATUSES.filter((to) => customerMayBecome("approved", to))).toEqual(["revoked"]);
    expect(customerStatusesBefore("rejected")).toEqual(["requested"]);
  });

  it("from every status leads to being in, and out again", () => {
    for (const from of CUSTOMER_STATUSES)
      if (from !== "approved") expect(customerMayBecome(from, "approved")).toBe(true);
    expect(customerStatusesBefore("revoked")).toEqual(["invited", "approved"]);
  });
});

describe("what a member may do with a customer", () => {
  it("offers revoking and restoring never both, and restoring only where approving may follow", () => {
    fc.assert(
      fc.property(standing, (row) => {
        expect(canRevoke(row) && canRestore(row)).toBe(false);
        if (canRestore(row)) expect(customerMayBecome(row.status, "approved")).toBe(true);
      }),
    );
  });

  it("does not restore an invite that nobody answered", () => {
    expect(canRestore({ status: "revoked", joinDate: null })).toBe(false);
    expect(canRestore({ status: "revoked", joinDate: new Date() })).toBe(true);
    expect(canRestore({ status: "rejected", joinDate: null })).toBe(true);
  });

  it("does not show who is behind a number that was only invited", () => {
    expect(showsPerson({ status: "invited", joinDate: null })).toBe(false);
    expect(showsPerson({ status: "revoked", joinDate: null })).toBe(false);
    expect(showsPerson({ status: "invited", joinDate: new Date() })).toBe(true);
    expect(showsPerson({ status: "requested", joinDate: null })).toBe(true);
  });

  it("knows its own statuses from other words", () => {
    fc.assert(
      fc.property(fc.string(), (word) => isCustomerStatus(word) === CUSTOMER_STATUSES.some((known) => known === word)),
    );
  });
});
