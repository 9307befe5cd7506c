import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine, csvResponse } from "@/lib/csv";

describe("CSV", () => {
  it("quotes what needs quotes", () => {
    expect(csvLine(["plain", 'say "hi"', "a,b", "two\nlines", 12, null])).toBe(
      'plain,"say ""hi""","a,b","two\nlines",12,\r\n',
    );
  });

  it("never lets a cell of text run as a formula", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "=",
          "+",
          "-",
          "@",
          "\t",
          "\r",
          " =",
          " @",
          " \t",
          "＝",
          "＋",
          "－",
          "＠",
          "\u3000＝",
          "\u200B=",
          "\0=",
        ),
        fc.string(),
        (start, rest) => {
          const line = csvLine([`${start}${rest}x`]);
          expect(line.replace(/^"/, "")).toMatch(/^'/);
        },
      ),
    );
  });

  it("leaves negative amounts alone", () => {
    expect(csvLine(["-12.50", -3])).toBe("-12.50,-3\r\n");
  });

  it("streams lines behind a byte order mark", async () => {
    async function* lines() {
      yield csvLine(["a"]);
      yield csvLine(["ü"]);
    }
    const response = csvResponse("products", lines());
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="products.csv"');
    expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe("\uFEFFa\r\nü\r\n");
  });
});
