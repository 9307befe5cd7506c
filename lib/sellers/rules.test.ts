import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decisionSteps,
  decisionsFor,
  isSlug,
  SELLER_DECISIONS,
  SELLER_STATUSES,
  type SellerStatus,
} from "@/lib/sellers/rules";

const status = fc.constantFrom(...SELLER_STATUSES);
const decision = fc.constantFrom(...SELLER_DECISIONS);

describe("deciding about a seller", () => {
  it("offers exactly the decisions that lead from its status", () => {
    expect(Object.fromEntries(SELLER_STATUSES.map((from) => [from, decisionsFor(from)]))).toEqual({
      draft: [],
      pending: ["approve"],
      open: ["suspend"],
      suspended: ["reopen"],
      terminated: [],
    });
  });

  it("never leaves drafts and terminated sellers, and never skips approval, whatever is decided in whatever order", () => {
    fc.assert(
      fc.property(status, fc.array(decision, { maxLength: 20 }), (start, decisions) => {
        let current: SellerStatus = start;
        for (const next of decisions) {
          const { from, to } = decisionSteps(next);
          if (from !== current) continue;
          expect(decisionsFor(current)).toContain(next);
          current = to;
        }
        if (start === "draft" || start === "terminated") expect(current).toBe(start);
        if (current !== start) expect(["open", "suspended"]).toContain(current);
      }),
    );
  });
});

describe("a slug", () => {
  it.each(["abc", "harbor-foods", "a1-b2", "x".repeat(48)])("%s is one", (slug) => expect(isSlug(slug)).toBe(true));
  it.each(["", "ab", "-abc", "abc-", "Abc", "a_b", "a b", "abc/../x", "x".repeat(49), "käse"])("%s is none", (slug) =>
    expect(isSlug(slug)).toBe(false),
  );
});
