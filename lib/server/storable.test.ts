import { describe, expect, it } from "vitest";
import { isStorable } from "@/lib/server/storable";

/** React's reply format lets one object stand in several places: so many levels are 2^levels values. */
function shared(levels: number): object {
  let node: object = { name: "leaf" };
  for (let level = 0; level < levels; level++) node = { x: node, y: node };
  return node;
}

describe("input", () => {
  it("that unfolds into more than a request can hold is refused at once", () => {
    const cycle: Record<string, unknown> = { name: "a" };
    cycle.self = cycle;
    const wide = Array.from({ length: 2000 }, () => "x".repeat(1000));
    const input = [shared(40), cycle, Array.from({ length: 2000 }, () => wide)];
    expect(input.map(isStorable)).toEqual([false, false, false]);
  });

  it("may be as deep as a request can make it", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(isStorable(deep)).toBe(true);
  });

  it("of a full request is taken", () => {
    expect(isStorable(Array.from({ length: 1000 }, () => Array.from({ length: 40 }, () => "a cell")))).toBe(true);
    expect(isStorable({ note: "x".repeat(1_000_000) })).toBe(true);
    expect(isStorable([null, undefined, 1, true, new Date()])).toBe(true);
  });

  it("holds no half of a character, as UTF-8 cannot", () => {
    expect(["\ud800", { deep: ["a\udc00b"] }, { "\ud83d": 1 }, "\u{1f41f}"].map(isStorable)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("holds no NUL, wherever it hides: PostgreSQL's text cannot", () => {
    expect(["\0", { deep: ["a\0"] }, { "a\0": 1 }].map(isStorable)).toEqual([false, false, false]);
  });
});
