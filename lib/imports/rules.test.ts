import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHUNK_ROWS, CHUNK_SIZE, chunksOf, obviousProblem, percentDone, rowOf } from "./rules";

describe("a row", () => {
  it("is what its columns say; a mixed column by what stands in it", () => {
    const mapping = [null, "contact", "firstName", "lastName"] as const;
    expect(rowOf(["x", " nina@example.com ", "Nina", "Park"], [...mapping])).toEqual({
      email: "nina@example.com",
      name: "Nina Park",
    });
    expect(rowOf(["", "+1 202 555 0101"], [...mapping])).toEqual({ phone: "+1 202 555 0101" });
    expect(rowOf(["", " "], [...mapping])).toBe(null);
    expect(rowOf(["x", ""], [...mapping])).toEqual({});
  });

  it("has problems that its text alone tells", () => {
    expect(obviousProblem({})).toBe("empty");
    expect(obviousProblem({ name: "Nina" })).toBe("empty");
    expect(obviousProblem({ phone: "1,20256E+11" })).toBe("shortened");
    expect(obviousProblem({ phone: "1.20256E+11" })).toBe("shortened");
    expect(obviousProblem({ email: "nina@example" })).toBe("email");
    expect(obviousProblem({ email: "nina@example.com", name: "n".repeat(101) })).toBe("nameTooLong");
    expect(obviousProblem({ phone: "+12025550101", company: "c".repeat(101) })).toBe("companyTooLong");
    expect(obviousProblem({ phone: "+12025550101", email: "nina@example.com" })).toBe(null);
  });
});

describe("chunks", () => {
  it("hold all rows in their order, none too large for a request", () => {
    const cell = fc.string({ maxLength: 20_000 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 60 }), (rows) => {
        const chunks = chunksOf(rows);
        expect(chunks.flat()).toEqual(rows);
        for (const chunk of chunks) {
          const size = chunk.reduce((sum, row) => sum + row.join("").length, 0);
          expect(chunk.length === 1 || size <= CHUNK_SIZE).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
    const many = Array.from({ length: 2 * CHUNK_ROWS + 1 }, () => ["+12025550101"]);
    expect(chunksOf(many).map((chunk) => chunk.length)).toEqual([CHUNK_ROWS, CHUNK_ROWS, 1]);
  });
});

it("a hundred percent is everything, and nothing less", () => {
  expect(percentDone({ total: 50_000, done: 49_999 })).toBe(99);
  expect(percentDone({ total: 50_000, done: 50_000 })).toBe(100);
  expect(percentDone({ total: 0, done: 0 })).toBe(0);
});
