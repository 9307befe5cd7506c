import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asWritten, csvLine, csvResponse } from "@/lib/csv";

describe("CSV", () => {
  it("quotes every text, and no number", () => {
    expect(csvLine(["plain", 'say "hi"', "a,b", "two\nlines", "", 12, -3, null, "-12.50"])).toBe(
      '"plain","say ""hi""","a,b","two\nlines",,12,-3,,"-12.50"\r\n',
    );
  });

  it.each([
    ["ACME;=HYPERLINK(1)", "ACME;'=HYPERLINK(1)"],
    ["a\t+1", "a\t'+1"],
    ["a\r\n-1", "a\r\n'-1"],
    ["a, @SUM", "a,' @SUM"],
    ['x;"=1+1;y', `x;'"=1+1;y`],
    ["\u200B＝1", "'\u200B＝1"],
    ["\ttab", "'\ttab"],
    ["Meier; Söhne - Bern", "Meier; Söhne - Bern"],
  ])("of %j makes what no separator turns into a formula", (text, safe) => {
    expect(csvLine([text])).toBe(`"${safe.replaceAll('"', '""')}"\r\n`);
  });

  const START = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...START, ",", ";", "\t", "\r", "\n", " ", '"', "\u3000", "\u200B", "\0", "12.5"),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(""));

  it("is a file that, cut at commas, semicolons, tabs or lines, has no cell that begins like a formula", () => {
    const cell = fc.oneof(text, fc.double({ noDefaultInfinity: true, noNaN: true }), fc.constant(null));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 4 }), (rows) => {
        const file = rows.map((cells) => csvLine(cells)).join("");
        for (const separators of [/[,;\t\r\n]/, /[;\r\n]/, /[\t\r\n]/]) {
          for (const piece of file.split(separators)) {
            const seen = piece.replace(/^[\s\p{C}"]*/u, "");
            // Numbers, alone or beside what follows a comma.
            if (!/^-?\d+(\.\d+)?(e[+-]\d+)?"?(,|$)/.test(seen)) expect(START).not.toContain([...seen][0]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives back what was written, without what was put before it", () => {
    fc.assert(
      fc.property(
        text.filter((value) => !value.includes("'")),
        (value) => {
          const [line] = [csvLine([value])];
          const written = line.slice(1, -3).replaceAll('""', '"');
          expect(value === "" || asWritten(written)).toBe(value === "" || value);
        },
      ),
    );
  });

  it("streams lines behind a byte order mark", async () => {
    async function* lines() {
      yield csvLine(["a"]);
      yield csvLine(["ü"]);
    }
    const response = csvResponse("products", lines());
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="products.csv"');
    expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe('\uFEFF"a"\r\n"ü"\r\n');
  });
});
