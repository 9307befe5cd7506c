import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commissionBack,
  commissionOf,
  entryOf,
  isOver,
  monthBefore,
  type PayoutSource,
  payoutLook,
  sumsOf,
} from "@/lib/payouts/rules";

const amount = fc.integer({ min: 0, max: 9_000_000_000 });
const bp = fc.integer({ min: 0, max: 10_000 });
const at = new Date("2026-03-01T12:00:00Z");

describe("commission", () => {
  it.each([
    [1000, 250, 25],
    [10, 250, 0],
    [20, 250, 1],
    [99, 5050, 50],
    [0, 300, 0],
    [1, 10_000, 1],
    [9_000_000_000, 3333, 2_999_700_000],
  ])("of %i at %i basis points is %i: halves go up", (of, at, share) => {
    expect(commissionOf(of, at)).toBe(share);
  });

  it("is within half a minor unit of the exact share, and never more than the amount", () => {
    fc.assert(
      fc.property(amount, bp, (of, at) => {
        const share = commissionOf(of, at);
        const off = BigInt(share) * 10_000n - BigInt(of) * BigInt(at);
        return off > -5_000n && off <= 5_000n && share >= 0 && share <= of;
      }),
    );
  });

  it("refunds of a whole order, in whatever parts, give back exactly its commission, and no part more than itself", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 }), bp, (parts, at) => {
        let refundedBefore = 0;
        let back = 0;
        for (const part of parts) {
          const given = commissionBack({ amount: part, refundedBefore, commissionBp: at });
          if (given < 0 || given > part) return false;
          back += given;
          refundedBefore += part;
        }
        return back === commissionOf(refundedBefore, at);
      }),
    );
  });
});

const source: fc.Arbitrary<PayoutSource> = fc
  .record({ kind: fc.constantFrom("order", "refund", "correction", "carried"), amount, before: amount, bp })
  .map(({ kind, amount: value, before, bp: commissionBp }, index = 1001) => {
    const facts = { id: String(index), number: 1001, at };
    if (kind === "order") return { ...facts, kind, amount: value, commissionBp };
    if (kind === "refund") return { ...facts, kind, amount: value + 1, refundedBefore: before, commissionBp };
    if (kind === "carried") return { ...facts, kind, amount: -value - 1 };
    return { ...facts, kind: "correction", amount: value % 2 ? -value : value };
  });

describe("a payout", () => {
  it("comes to what its lines come to, in whatever order they stand", () => {
    fc.assert(
      fc.property(fc.array(source, { maxLength: 50 }), (sources) => {
        const entries = sources.map(entryOf);
        const sums = sumsOf(entries);
        const lines = entries.reduce((sum, line) => sum + line.amount - line.commission, 0);
        expect(sums.net).toBe(lines);
        expect(sums.net).toBe(sums.gross - sums.commission - sums.refunds + sums.corrections + sums.carried);
        expect(sumsOf(entries.toReversed())).toEqual(sums);
      }),
    );
  });

  it("of orders less commission, refunds with their commission, a counter-entry and a balance", () => {
    const order = (amount: number) => entryOf({ kind: "order", id: "o", number: 1001, at, amount, commissionBp: 250 });
    const entries = [
      order(10_010),
      order(10_010),
      entryOf({ kind: "refund", id: "r", number: 1001, at, amount: 10_010, refundedBefore: 0, commissionBp: 250 }),
      entryOf({ kind: "correction", id: "c", number: 1, at, amount: -5 }),
      entryOf({ kind: "carried", id: "p", number: 2, at, amount: -100 }),
    ];
    expect(entries.map(({ commission }) => commission)).toEqual([250, 250, -250, 0, 0]);
    expect(sumsOf(entries)).toEqual({
      orderCount: 2,
      gross: 20_020,
      commission: 250,
      refunds: 10_010,
      corrections: -5,
      carried: -100,
      net: 9_655,
    });
  });

  it("that cannot be told to the cent is refused", () => {
    const huge = entryOf({ kind: "correction", id: "c", number: 1, at, amount: Number.MAX_SAFE_INTEGER });
    expect(() => sumsOf([huge, huge])).toThrow(RangeError);
  });

  it("is settled when it is approved and leaves nothing to pay", () => {
    expect(payoutLook({ state: "approved", net: 0 })).toBe("settled");
    expect(payoutLook({ state: "approved", net: -1 })).toBe("settled");
    expect(payoutLook({ state: "approved", net: 1 })).toBe("approved");
    expect(payoutLook({ state: "draft", net: -1 })).toBe("draft");
  });
});

describe("periods", () => {
  const now = new Date("2026-03-01T03:00:00Z");

  it("are computed when they are over where the seller is", () => {
    expect(isOver("2026-02-28", "America/New_York", now)).toBe(false);
    expect(isOver("2026-02-28", "Asia/Tokyo", now)).toBe(true);
  });

  it("the month before, also in January and of February", () => {
    expect(monthBefore("2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(monthBefore("2028-03-31")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  });
});
