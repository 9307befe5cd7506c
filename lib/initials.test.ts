import { describe, expect, it } from "vitest";
import { initialsOf } from "@/lib/initials";

describe("initials", () => {
  it.each([
    ["Zoë O'Neil <b>", "ZB"],
    ["Ada Rossi", "AR"],
    ["  harbor   foods  & co ", "HC"],
    ["(Nina)", "N"],
    ["émile", "É"],
    ["e\u0301mile zola", "E\u0301Z"],
    ["محمد علي", "مع"],
    ["🐟 Fish & 7-Eleven", "FE"],
    ["+1 202 555 0101", ""],
    ["<>", ""],
    ["", ""],
  ])("of %j are letters alone: %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
