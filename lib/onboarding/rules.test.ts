import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstMissing, mayOpenStep, nextStep, readOnboarding, STEPS, stepNamed, withDone } from "./rules";

describe("the steps", () => {
  it("out of order lead to the first that is missing, whatever was done in whatever order", () => {
    fc.assert(
      fc.property(fc.subarray([...STEPS]), (done) => {
        const missing = firstMissing({ done });
        for (const step of STEPS.slice(0, STEPS.indexOf(missing))) expect(done).toContain(step);
        expect(missing === "review" || !done.includes(missing)).toBe(true);
        expect(STEPS.filter((step) => mayOpenStep(step, { done })).at(-1)).toBe(missing);
      }),
    );
  });

  it("saving one keeps the others and forgets what was typed in it", () => {
    const before = readOnboarding({ done: ["shop"], drafts: { business: { name: "A" }, shop: { slug: "b" } } });
    expect(withDone(before, "business")).toEqual({ done: ["business", "shop"], drafts: { shop: { slug: "b" } } });
    expect(STEPS.map(nextStep)).toEqual(["shop", "clients", "members", "review", "review"]);
    expect([stepNamed("shop"), stepNamed("toString"), stepNamed("")]).toEqual(["shop", null, null]);
  });

  it.each([null, {}, [], "x", { done: 3, drafts: [] }, { done: ["nonsense"], drafts: { shop: 1 } }])(
    "what cannot be read, %j, counts as not done",
    (raw) => expect(firstMissing(readOnboarding(raw))).toBe("business"),
  );
});
