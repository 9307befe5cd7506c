import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  missingToMinimum,
  ORDER_STATUSES,
  ORDER_STEPS,
  type OrderStatus,
  orderTimeline,
  stepsOpenTo,
  stepTo,
} from "./rules";

describe("the way of an order", () => {
  it("is placed, confirmed, shipped, delivered", () => {
    expect(ORDER_STATUSES.map((status) => stepsOpenTo(status))).toEqual([
      ["confirm", "cancel"],
      ["ship", "cancel"],
      ["deliver"],
      [],
      [],
    ]);
  });

  it("ends: no steps lead round in a circle, and nothing follows delivered or cancelled", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ORDER_STEPS), { maxLength: 30 }), (steps) => {
        const seen: OrderStatus[] = ["placed"];
        for (const step of steps) {
          const now = seen.at(-1) ?? "placed";
          if (stepsOpenTo(now).includes(step)) seen.push(stepTo(step));
        }
        expect(new Set(seen).size).toBe(seen.length);
        if (seen.includes("shipped")) expect(seen).not.toContain("cancelled");
      }),
    );
  });

  it("shows what is to come, but nothing after a cancellation", () => {
    const times = { placedAt: "a", confirmedAt: "b", shippedAt: null, deliveredAt: null, cancelledAt: null };
    expect(orderTimeline("confirmed", times).map(({ status, at }) => [status, at])).toEqual([
      ["placed", "a"],
      ["confirmed", "b"],
      ["shipped", null],
      ["delivered", null],
    ]);
    expect(orderTimeline("cancelled", { ...times, cancelledAt: "c" }).map(({ status }) => status)).toEqual([
      "placed",
      "confirmed",
      "cancelled",
    ]);
  });

  it("knows what is missing to the minimum", () => {
    expect([missingToMinimum(0, 5000), missingToMinimum(5000, 5000), missingToMinimum(9000, 5000)]).toEqual([
      5000, 0, 0,
    ]);
  });
});
