import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commissionText,
  decisionSteps,
  decisionsFor,
  isNameOf,
  isSlug,
  needsReason,
  parseCommission,
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
      pending: ["approve", "sendBack"],
      open: ["suspend"],
      suspended: ["reopen"],
      terminated: [],
    });
  });

  it("never submits a draft or revives a terminated seller, and never skips approval, whatever is decided in whatever order", () => {
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
        if (start === "open" || start === "suspended") expect(["open", "suspended"]).toContain(current);
      }),
    );
  });
});

it("whoever is sent back or suspended is told why", () => {
  expect(SELLER_DECISIONS.filter(needsReason)).toEqual(["sendBack", "suspend"]);
});

describe("the name typed to terminate a seller", () => {
  it.each(["Käse & Co", "  Käse  & Co ", "Ka\u0308se & Co"])("%j is Käse & Co", (typed) =>
    expect(isNameOf(typed, "Käse & Co")).toBe(true),
  );
  it.each(["", " ", "käse & co", "Kase & Co", "Käse", "Käse & Co."])("%j is not", (typed) =>
    expect(isNameOf(typed, "Käse & Co")).toBe(false),
  );
  it("of a seller without a visible name is none", () => expect(isNameOf(" ", "\u200b")).toBe(false));
});

describe("a commission", () => {
  it.each([
    ["0", 0],
    ["7", 700],
    ["12.5", 1250],
    ["12,55 %", 1255],
    ["١٢٫5".replace("٫", ","), 1250],
    ["100", 10_000],
  ])("%j is %d hundredths of a percent", (typed, bp) => expect(parseCommission(typed)).toBe(bp));
  it.each(["", "-1", "100.01", "101", "12.555", "ten", "1e1", "."])("%j is none", (typed) =>
    expect(parseCommission(typed)).toBe(null),
  );
  it("reads as it is shown", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), (bp) => parseCommission(commissionText(bp)) === bp));
  });
});

describe("a slug", () => {
  it.each(["abc", "harbor-foods", "a1-b2", "x".repeat(48)])("%s is one", (slug) => expect(isSlug(slug)).toBe(true));
  it.each(["", "ab", "-abc", "abc-", "Abc", "a_b", "a b", "abc/../x", "x".repeat(49), "käse"])("%s is none", (slug) =>
    expect(isSlug(slug)).toBe(false),
  );
});
