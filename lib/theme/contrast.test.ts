import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentColours, checkAccent, contrast, minimumContrast } from "./contrast";

describe("contrast", () => {
  it("agrees with WCAG's own examples", () => {
    expect(contrast("#000", "#fff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrast("#fff", "#fff")).toBe(1);
    expect(contrast("blue", "#fff")).toBeNull();
  });
});

describe("accentColours", () => {
  it("puts white on dark colours and ink on light ones", () => {
    expect(accentColours("#14532d")?.accentFg).toBe("#ffffff");
    expect(accentColours("#facc15")?.accentFg).toBe("#0b0f19");
  });
  it("accepts short and upper-case forms and refuses the rest", () => {
    expect(accentColours(" #ABC ")?.accent).toBe("#aabbcc");
    for (const bad of [null, undefined, "", "red", "#12", "#12345g", "url(x)", "#fff;color:red"]) {
      expect(accentColours(bad)).toBeNull();
    }
  });
  it("is readable on every colour, at rest and under the pointer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const colours = accentColours(`#${value.toString(16).padStart(6, "0")}`);
        if (!colours) throw new Error("a valid colour was refused");
        expect(contrast(colours.accent, colours.accentFg)).toBeGreaterThanOrEqual(minimumContrast);
        expect(contrast(colours.accentHover, colours.accentFg)).toBeGreaterThanOrEqual(minimumContrast);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the check of an accent colour", () => {
  it("says which text stands on it and how well", () => {
    expect(checkAccent("#1d4ed8")).toMatchObject({ text: "white", faint: null });
    expect(checkAccent("#facc15")).toMatchObject({ text: "dark" });
    expect(checkAccent("#000000")?.textRatio).toBeCloseTo(21, 5);
    for (const none of ["", "#12", "blue", null]) expect(checkAccent(none)).toBeNull();
  });
  it("warns of a button that hardly stands out from the page", () => {
    expect(checkAccent("#fef9c3")?.faint).toMatchObject({ ground: "light" });
    expect(checkAccent("#111827")?.faint).toMatchObject({ ground: "dark" });
    expect(checkAccent("#ffffff")?.faint?.ratio).toBeCloseTo(1, 5);
  });
  it("finds readable text for every colour, and a ground that shows it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const check = checkAccent(`#${value.toString(16).padStart(6, "0")}`);
        if (!check) throw new Error("a valid colour was refused");
        expect(check.textRatio).toBeGreaterThanOrEqual(minimumContrast);
        if (check.faint) expect(check.faint.ratio).toBeLessThan(1.6);
      }),
      { numRuns: 1000 },
    );
  });
});
