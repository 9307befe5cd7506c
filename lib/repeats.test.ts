import { describe, expect, it } from "vitest";
import { oneASecond } from "@/lib/repeats";

describe("one a second", () => {
  it("tells the first of a kind at once, and with the next how many were left out", () => {
    const tell = oneASecond();
    expect([0, 10, 999, 1000, 1001].map((now) => tell("a", now))).toEqual([0, null, null, 2, null]);
    expect(tell("b", 1001)).toBe(0);
    expect(tell("a", 60_000)).toBe(1);
  });

  it("remembers no more kinds than it has room for", () => {
    const tell = oneASecond();
    for (let n = 0; n < 1000; n++) tell(String(n), 0);
    expect(tell("999", 1)).toBeNull();
    tell("one more", 1);
    expect(tell("999", 1)).toBe(0);
  });
});
