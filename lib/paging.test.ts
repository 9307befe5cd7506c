import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cursorInput, cursorTime, encodeCursor, limitInput, pageOf } from "@/lib/paging";

const cursor = cursorInput(z.tuple([z.string(), z.int()]));

describe("keyset pages", () => {
  it("reads back every cursor it wrote", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer(), (name, number) => {
        expect(cursor.parse(encodeCursor([name, number]))).toEqual([name, number]);
      }),
    );
  });

  it("refuses a cursor that is not one, or of another list, with a sentence", () => {
    for (const bad of ["", "x", "🦆", encodeCursor(["only one"]), encodeCursor([1, "swapped"]), "a".repeat(600)]) {
      expect(cursor.safeParse(bad).error?.issues[0]?.message).toBe("errors.cursor");
    }
  });

  it("refuses what PostgreSQL could not compare with: the NUL character, years before the first", () => {
    const timed = cursorInput(z.tuple([cursorTime]));
    expect(timed.parse(encodeCursor(["2026-11-20T10:00:00.000Z"]))).toEqual(["2026-11-20T10:00:00.000Z"]);
    for (const refused of [
      cursor.safeParse(encodeCursor(["a\0b", 1])),
      timed.safeParse(encodeCursor(["0000-01-01T00:00:00Z"])),
      timed.safeParse(encodeCursor(["-000001-01-01T00:00:00Z"])),
      timed.safeParse(encodeCursor(["+275760-09-13T00:00:00Z"])),
    ]) {
      expect(refused.error?.issues[0]?.message).toBe("errors.cursor");
    }
    expect(cursor.parse(encodeCursor(["\\u0000", 1]))).toEqual(["\\u0000", 1]);
  });

  it("walks through any list completely, without a row twice", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 10 }),
        (numbers, limit) => {
          const sorted = numbers.toSorted((a, b) => a - b);
          const seen: number[] = [];
          let after = Number.NEGATIVE_INFINITY;
          for (;;) {
            const page = pageOf(sorted.filter((n) => n > after).slice(0, limit + 1), limit, (n) => [n]);
            seen.push(...page.items);
            if (!page.nextCursor) break;
            after = page.items.at(-1) ?? after;
          }
          expect(seen).toEqual(sorted);
        },
      ),
    );
  });

  it("takes 1 to 100 rows and says so otherwise", () => {
    expect(limitInput.parse(undefined)).toBe(20);
    expect(limitInput.parse("100")).toBe(100);
    for (const bad of ["0", "101", "1.5", "many", "-1"])
      expect(limitInput.safeParse(bad).error?.issues[0]?.message).toBe("errors.limit");
  });
});
