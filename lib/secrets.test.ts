import { describe, expect, it } from "vitest";
import { keyedHash, randomToken, sameBytes, secretFor, tokenHash } from "@/lib/secrets";

describe("secrets", () => {
  it("every purpose has a key of its own", () => {
    expect(secretFor("codes")).toHaveLength(32);
    expect(secretFor("codes").equals(secretFor("codes"))).toBe(true);
    expect(secretFor("codes").equals(secretFor("sessions"))).toBe(false);
  });

  it("keyed hashes keep their parts apart", () => {
    const hash = (...parts: string[]) => keyedHash("p", ...parts).toString("hex");
    expect(hash("a", "bc")).toBe(hash("a", "bc"));
    expect(new Set([hash("a", "bc"), hash("ab", "c"), hash("abc"), hash("", "abc"), hash("1:a", "bc")]).size).toBe(5);
    expect(keyedHash("q", "abc").equals(keyedHash("p", "abc"))).toBe(false);
  });

  it("tokens are long, URL-safe and never the same", () => {
    const tokens = Array.from({ length: 1000 }, randomToken);
    expect(new Set(tokens).size).toBe(1000);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
    expect(tokenHash(tokens[0] ?? "")).toHaveLength(32);
  });

  it("bytes are compared whole", () => {
    expect(sameBytes(Buffer.from("abc"), Buffer.from("abc"))).toBe(true);
    expect(sameBytes(Buffer.from("abc"), Buffer.from("abd"))).toBe(false);
    expect(sameBytes(Buffer.from("abc"), Buffer.from("ab"))).toBe(false);
  });
});
