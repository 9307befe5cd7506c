import { describe, expect, it } from "vitest";
import { toastsThatGo } from "./toast-room";

describe("a new toast", () => {
  it("replaces what was said of the same thing before", () => {
    const shown = [
      { id: 1, about: ["ann"] },
      { id: 2, about: ["bob"] },
    ];
    expect(toastsThatGo(shown, ["ann"])).toEqual([1]);
  });

  it("about many replaces those about some of them, and leaves the undo of the others alone", () => {
    const shown = [
      { id: 1, about: ["ann"] },
      { id: 2, about: ["ann", "bob", "carl"] },
    ];
    expect(toastsThatGo(shown, ["bob", "ann"])).toEqual([1]);
    expect(toastsThatGo(shown, ["carl", "bob", "ann"])).toEqual([1, 2]);
  });

  it("leaves three standing at most: the oldest goes", () => {
    const shown = ["ann", "bob", "carl", "dora"].map((name, index) => ({ id: index, about: [name] }));
    expect(toastsThatGo(shown, ["eve"])).toEqual([0, 1]);
    expect(toastsThatGo(shown.slice(0, 3), ["bob"])).toEqual([1]);
    expect(toastsThatGo(shown.slice(0, 2), ["eve"])).toEqual([]);
  });
});
