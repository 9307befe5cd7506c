import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CHUNK_ROWS,
  CHUNK_SIZE,
  chunksOf,
  cutCell,
  glimpseOf,
  lookAhead,
  MAX_CELL,
  obviousProblem,
  percentDone,
  rowOf,
} from "./rules";
import { importChunkInput } from "./schema";

describe("a row", () => {
  it("is what its columns say; a mixed column by what stands in it", () => {
    const mapping = [null, "contact", "firstName", "lastName"] as const;
    expect(rowOf(["x", " nina@example.com ", "Nina", "Park"], [...mapping])).toEqual({
      email: "nina@example.com",
      name: "Nina Park",
    });
    expect(rowOf(["", "+1 202 555 0101"], [...mapping])).toEqual({ phone: "+1 202 555 0101" });
    expect(rowOf(["", "Paula Berg <paula@example.com>"], [...mapping])).toEqual({
      email: "paula@example.com",
      name: "Paula Berg",
    });
    expect(rowOf(["", "P. <paula@example.com>", "Paula", "Berg"], [...mapping])).toMatchObject({ name: "Paula Berg" });
    expect(rowOf(["", " "], [...mapping])).toBe(null);
    expect(rowOf(["x", ""], [...mapping])).toEqual({});
  });

  it("has problems that its text alone tells", () => {
    expect(obviousProblem({})).toBe("empty");
    expect(obviousProblem({ name: "Nina" })).toBe("empty");
    expect(obviousProblem({ phone: "1,20256E+11" })).toBe("shortened");
    expect(obviousProblem({ phone: "1.20256E+11" })).toBe("shortened");
    expect(obviousProblem({ email: "nina@example" })).toBe("email");
    expect(obviousProblem({ phone: "12" })).toBe("phone");
    expect(obviousProblem({ phone: "rubbish" })).toBe("email");
    expect(obviousProblem({ phone: "nina@example.com" })).toBe("email");
    expect(obviousProblem({ phone: "٢٠٢ ٥٥٥ ٠١٠١" })).toBe(null);
    expect(obviousProblem({ phone: "tel:+1-202-555-0101" })).toBe(null);
    expect(obviousProblem({ email: "nina@example.com", name: "n".repeat(101) })).toBe("nameTooLong");
    expect(obviousProblem({ phone: "+12025550101", company: "c".repeat(101) })).toBe("companyTooLong");
    expect(obviousProblem({ phone: "+12025550101", email: "nina@example.com" })).toBe(null);
  });
});

describe("a cell", () => {
  const long = "x".repeat(MAX_CELL + 1);

  it("that is too long is cut, visibly, and only once", () => {
    expect(cutCell("x".repeat(MAX_CELL))).toHaveLength(MAX_CELL);
    expect(cutCell(long)).toBe(`${"x".repeat(MAX_CELL)}…`);
    expect(cutCell(cutCell(long.repeat(9)))).toBe(cutCell(long));
    expect(cutCell(`${"x".repeat(MAX_CELL - 1)}🍞🍞`)).toBe(`${"x".repeat(MAX_CELL - 1)}……`);
  });

  it("is cut by the server, whatever sent it", () => {
    const id = "018f0000-0000-7000-8000-000000000000";
    const chunk = { id, number: 1, rows: [["nina@example.com", long.repeat(100)]] };
    expect(importChunkInput.parse(chunk).rows).toEqual([["nina@example.com", cutCell(long)]]);
    expect(importChunkInput.safeParse({ ...chunk, rows: [Array(51).fill("x")] }).success).toBe(false);
  });

  it("speaks against its row where its column is read, also after it was cut, and only there", () => {
    for (const cells of [
      ["nina@example.com", "", long],
      ["nina@example.com", "", cutCell(long)],
    ]) {
      expect(lookAhead([cells], ["email", "name", null], []).ready).toEqual([cells]);
      for (const field of ["priceList", "phone"] as const)
        expect([...lookAhead([cells], ["email", "name", field], []).problems]).toEqual([["tooLong", 1]]);
      expect([...lookAhead([cells], ["email", null, "name"], []).problems]).toEqual([["nameTooLong", 1]]);
    }
  });

  it("is shown with its row as far as one recognises it", () => {
    expect(glimpseOf(["", "nina@example.com", " ", "Nina"])).toEqual(["nina@example.com", "Nina"]);
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 600 }), { maxLength: 50 }), (cells) => {
        expect(glimpseOf(cells).join("").length).toBeLessThan(170);
      }),
    );
  });
});

it("a file is looked at before it is sent: rows that will be taken, and those that will not", () => {
  const rows = [
    ["nina@example.com", ""],
    ["", ""],
    ["NINA@example.com", ""],
    ["omar@example.com", "No such list"],
    ["", "retail"],
    ["omar@example.com", "retail"],
  ];
  const outlook = lookAhead(rows, ["email", "priceList"], ["Retail"]);
  expect(outlook.ready).toEqual([rows[0], rows[5]]);
  expect([...outlook.problems]).toEqual([
    ["duplicate", 1],
    ["priceList", 1],
    ["empty", 1],
  ]);
});

describe("chunks", () => {
  it("hold all rows in their order, none too large for a request", () => {
    const cell = fc.string({ maxLength: 20_000 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 60 }), (rows) => {
        const chunks = chunksOf(rows);
        expect(chunks.flat()).toEqual(rows.map((row) => row.map(cutCell)));
        for (const chunk of chunks) expect(JSON.stringify(chunk).length).toBeLessThanOrEqual(CHUNK_SIZE + 2);
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
