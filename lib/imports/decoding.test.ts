import { describe, expect, it } from "vitest";
import { csvLine } from "@/lib/csv";
import { decodeFile, evenRows, isWorkbook, parseRows } from "./decoding";

const text = "Name,Mobile\r\nJörg Müller,+1 202 555 0101\r\n";

function utf16(content: string, big: boolean): Uint8Array {
  const bytes = Buffer.from(content, "utf16le");
  return Uint8Array.from(big ? bytes.swap16() : bytes);
}

describe("30. an import in Excel's encodings is read as it was written", () => {
  const files: [string, Uint8Array][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 little-endian with its mark", utf16(`\uFEFF${text}`, false)],
    ["UTF-16 big-endian with its mark", utf16(`\uFEFF${text}`, true)],
    ["UTF-16 little-endian", utf16(text, false)],
    ["UTF-16 big-endian", utf16(text, true)],
    ["Windows-1252", Buffer.from(text, "latin1")],
  ];
  it.each(files)("%s", async (_, bytes) => {
    expect(await parseRows(decodeFile(Uint8Array.from(bytes), "en"))).toEqual({
      rows: [
        ["Name", "Mobile"],
        ["Jörg Müller", "+1 202 555 0101"],
      ],
    });
  });

  it("Windows-1256 in Arabic; Arabic in UTF-16, whose letters have no empty byte", () => {
    // م ح م د in Windows-1256
    expect(decodeFile(Uint8Array.from([0xe3, 0xcd, 0xe3, 0xcf, 0x2c, 0x31]), "ar")).toBe("محمد,1");
    const arabic = "الاسم\tرقم الجوال\r\nمحمد\t+1 202 555 0101\r\n";
    expect(decodeFile(utf16(arabic, false), "en")).toBe(arabic);
  });

  it("a workbook is told from text", () => {
    expect(isWorkbook(Uint8Array.from([0x50, 0x4b, 3, 4, 0]))).toBe(true);
    expect(isWorkbook(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe(true);
    expect(isWorkbook(Buffer.from("PK,price"))).toBe(false);
  });
});

describe("30. an import's cells", () => {
  it.each([",", ";", "\t"])("are parted by %j; quoted cells keep line breaks, separators and quotes", async (mark) => {
    const file = [
      ["Name", "Note", "Mobile"].join(mark),
      [`"Park${mark} Nina"`, '"says ""hi""\r\nand bye"', "1"].join(mark),
      ["Omar", "", "2"].join(mark),
    ].join("\r\n");
    expect(await parseRows(`${file}\r\n`)).toEqual({
      rows: [
        ["Name", "Note", "Mobile"],
        [`Park${mark} Nina`, 'says "hi"\r\nand bye', "1"],
        ["Omar", "", "2"],
      ],
    });
  });

  it.each(["\n", "\r\n", "\r"])("in lines that end with %j; empty ones at the end are none", async (end) => {
    expect(await parseRows(["a,b", "", "c,d", ",", ""].join(end))).toEqual({
      rows: [["a", "b"], [""], ["c", "d"]],
    });
  });

  it("Excel's line about the separator is not one of them", async () => {
    expect(await parseRows("sep=;\r\na,b;c\r\nd,e;f")).toEqual({
      rows: [
        ["a,b", "c"],
        ["d,e", "f"],
      ],
    });
  });

  it("one column is one column", async () => {
    expect(await parseRows("nina@example.com\nomar@example.com")).toEqual({
      rows: [["nina@example.com"], ["omar@example.com"]],
    });
  });

  it("what our own exports made safe for spreadsheets is as it was", async () => {
    const cells = ["+1 202 555 0101", "=SUM(A1)", "@home", "-5", "plain", "'quoted'", "a;=1,b"];
    expect(await parseRows(csvLine(cells))).toEqual({ rows: [cells] });
  });

  it("a quotation mark that nobody closes is said, with its row", async () => {
    expect(await parseRows('a,b\nc,"d\ne,f\n')).toEqual({ problem: "openQuote", row: 2 });
  });

  it("nothing at all is said, too", async () => {
    expect(await parseRows("\r\n , \r\n")).toEqual({ problem: "empty" });
  });

  it("columns without any text are left out", () => {
    expect(evenRows([["a", "", "b"], ["", "", "", " "], ["c"]])).toEqual([
      ["a", "b"],
      ["", ""],
      ["c", ""],
    ]);
  });
});
