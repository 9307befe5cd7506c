import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuickOrder } from "./quick-order";
import { MAX_LINES, MAX_QUANTITY } from "./rules";

const read = (text: string) => parseQuickOrder(text).map(({ line: _line, text: _text, ...entry }) => entry);

describe("parseQuickOrder", () => {
  it.each([
    ["AB-100\t12", "AB-100", 12],
    ["AB-100;12", "AB-100", 12],
    ["AB-100,12", "AB-100", 12],
    ["AB-100, 12", "AB-100", 12],
    ["AB-100 12", "AB-100", 12],
    ["AB-100    12", "AB-100", 12],
    ["AB-100 x 12", "AB-100", 12],
    ["AB-100 x12", "AB-100", 12],
    ["AB-100 X 12", "AB-100", 12],
    ["AB-100 × 12", "AB-100", 12],
    ["AB-100×12", "AB-100", 12],
    ["AB-100*12", "AB-100", 12],
    ["12 x AB-100", "AB-100", 12],
    ["12x AB-100", "AB-100", 12],
    ["12 AB-100", "AB-100", 12],
    ["12\tAB-100", "AB-100", 12],
    ["AB-100\t1,000", "AB-100", 1000],
    ["AB-100,1,000", "AB-100", 1000],
    ["AB-100 1,000", "AB-100", 1000],
    ["AB-100 x 1,000", "AB-100", 1000],
    ["AB-100;1.000", "AB-100", 1000],
    ["AB-100\t12\tTomatoes, in crates", "AB-100", 12],
    ["AB-100,12,Tomatoes", "AB-100", 12],
    ['"AB-100","12"', "AB-100", 12],
    ["40012 12", "40012", 12],
    ["AB-100 ١٢", "AB-100", 12],
  ])("reads %j", (text, sku, quantity) => {
    expect(read(text)).toEqual([{ sku, quantity }]);
  });

  it.each([
    ["AB-100", "AB-100", "noQuantity"],
    ["BOX12", "BOX12", "noQuantity"],
    ["AB-100\t", "AB-100", "noQuantity"],
    ["AB-100 0", "AB-100", "tooSmall"],
    ["AB-100 -3", "AB-100", "tooSmall"],
    ["AB-100 1.5", "AB-100", "notWhole"],
    ["AB-100 1000000000", "AB-100", "tooLarge"],
    ["AB-100;many", "AB-100", "notNumber"],
  ])("says what is wrong with %j", (text, sku, problem) => {
    expect(read(text)).toEqual([{ sku, problem }]);
  });

  it("counts lines as the person sees them, whatever ends them", () => {
    expect(parseQuickOrder("A 1\r\n\r\nB 2\rC 3\n").map(({ line, sku }) => [line, sku])).toEqual([
      [1, "A"],
      [3, "B"],
      [4, "C"],
    ]);
  });

  it("stops reading at the limit and says so", () => {
    const entries = parseQuickOrder("A 1\n".repeat(MAX_LINES + 2));
    expect(entries).toHaveLength(MAX_LINES + 2);
    expect(entries.slice(MAX_LINES)).toEqual([
      expect.objectContaining({ problem: "tooManyLines" }),
      expect.objectContaining({ problem: "tooManyLines" }),
    ]);
  });

  it("leaves lines alone that no person wrote, before they cost anything", () => {
    for (const line of [
      `A${" ".repeat(49_000)}`,
      `${" x".repeat(24_000)} B`,
      `${"*".repeat(49_000)} B`,
      "1".repeat(49_000),
    ]) {
      expect(read(`A 1\n.${line}.\nB 2`)).toEqual([
        { sku: "A", quantity: 1 },
        { sku: "", problem: "lineTooLong" },
        { sku: "B", quantity: 2 },
      ]);
    }
    const described = `AB-100\t12\t${"crates of tomatoes ".repeat(20)}`;
    expect(read(described)).toEqual([{ sku: "AB-100", quantity: 12 }]);
  });

  it("reads back every SKU and quantity with every separator", () => {
    const sku = fc.stringMatching(/^[A-Z][A-Z0-9]{0,6}(-[A-Z0-9]{1,5})?$/);
    const separator = fc.constantFrom("\t", ";", ",", " ", "  ", " x ", " x", " × ", "; ", ", ");
    const row = fc.record({ sku, separator, quantity: fc.integer({ min: 1, max: MAX_QUANTITY }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const text = rows.map((given) => `${given.sku}${given.separator}${given.quantity}`).join("\n");
        expect(read(text)).toEqual(rows.map((given) => ({ sku: given.sku, quantity: given.quantity })));
      }),
    );
  });

  it("never throws, and answers each line that is not empty once", () => {
    const line = fc.string({
      unit: fc.constantFrom("A", "7", "x", "×", " ", ",", ";", "\t", ".", "-", '"', "0", "ß", "\u00a0"),
    });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(parseQuickOrder(lines.join("\n"))).toHaveLength(lines.filter((text) => text.trim() !== "").length);
      }),
    );
  });
});
