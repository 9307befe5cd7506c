import { describe, expect, it } from "vitest";
import { type OpenMerge, removableFrom } from "@/lib/merges/sides/rules";

const DAY = 86_400_000;
const now = new Date("2026-03-31T12:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * DAY);
const merge = (fromUserId: string, intoUserId: string, days: number, ...contacts: string[]): OpenMerge => ({
  fromUserId,
  intoUserId,
  createdAt: ago(days),
  contacts,
});
const from = (contactId: string, verified: string[], merges: OpenMerge[]) =>
  removableFrom({ userId: "ann", contactId, verified }, merges, now);
const inDays = (days: number) => new Date(now.getTime() + days * DAY);

describe("a contact of somebody who was merged", () => {
  it("is removed at once while another one of the same side is left, and where nothing was merged", () => {
    const merges = [merge("bob", "ann", 10, "b1", "b2")];
    expect(from("a1", ["a1", "a2", "b1", "b2"], merges)).toBeNull();
    expect(from("b1", ["a1", "b1", "b2"], merges)).toBeNull();
    expect(from("a1", ["a1"], [])).toBeNull();
    expect(from("unproved", ["a1", "b1"], merges)).toBeNull();
  });

  it("stays while it is the only one of its side, on either side, until the merge is final", () => {
    const merges = [merge("bob", "ann", 10, "b1")];
    expect(from("a1", ["a1", "b1"], merges)).toEqual(inDays(20));
    expect(from("b1", ["a1", "b1"], merges)).toEqual(inDays(20));
    expect(from("a1", ["a1", "b1"], [merge("bob", "ann", 31, "b1")])).toBeNull();
  });

  it("counts each of several merges, one inside another too", () => {
    const beside = [merge("bob", "ann", 20, "b1"), merge("cem", "ann", 5, "c1")];
    // Own and Bob's are one side once the older merge is final.
    expect(from("a1", ["a1", "b1", "c1"], beside)).toEqual(inDays(10));
    expect(from("c1", ["a1", "b1", "c1"], beside)).toEqual(inDays(25));
    const inside = [merge("cem", "bob", 20, "c1"), merge("bob", "ann", 5, "b1", "c1")];
    expect(from("c1", ["a1", "b1", "c1"], inside)).toEqual(inDays(10));
    expect(from("a1", ["a1", "b1", "c1"], inside)).toEqual(inDays(25));
  });
});
