import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { firstRowIsHeader, guessMapping, isReportHeader } from "./columns";

const people = [
  ["Nina Park", "+1 202 555 0101", "nina@example.com", "Park Deli"],
  ["Omar Haddad", "(202) 555-0102", "omar@example.com", "Haddad & Sons"],
];

describe("the guess of what columns hold", () => {
  const headers: [string[], (string | null)[]][] = [
    [
      ["Name", "Mobile number", "E-mail", "Company"],
      ["name", "phone", "email", "company"],
    ],
    [
      ["Kundenname", "Handynummer", "E-Mail-Adresse", "Firma"],
      ["name", "phone", "email", "company"],
    ],
    [
      ["الاسم", "رقم الجوّال", "البريد الإلكتروني", "الشركة"],
      ["name", "phone", "email", "company"],
    ],
    [
      ["VORNAME", "Telefon", "mail", "Preisliste"],
      ["firstName", "phone", "email", "priceList"],
    ],
    [
      ["Phone", "Mobile", "Email", "Price list"],
      [null, "phone", "email", "priceList"],
    ],
  ];
  it.each(headers)("by name: %j", (header, expected) => {
    expect(guessMapping(header, [["a", "b", "c", "d"]])).toEqual(expected);
  });

  it("by content, where the names say nothing or are not there", () => {
    expect(guessMapping(["A", "B", "C", "D"], people)).toEqual([null, "phone", "email", null]);
    expect(guessMapping(null, people)).toEqual(["name", "phone", "email", "company"]);
    expect(guessMapping(null, [["+1 202 555 0101"], ["nina@example.com"]])).toEqual(["contact"]);
    expect(guessMapping(null, [["٢٠٢ ٥٥٥ ٠١٠١"]])).toEqual(["phone"]);
    const pasted = ["nina@example.com", "+1 202 555 0101", "Paula <paula@example.com>", "12", "nobody", "someone"];
    expect(
      guessMapping(
        null,
        pasted.map((line) => [line]),
      ),
    ).toEqual(["contact"]);
    expect(guessMapping(null, [["12"], ["nobody"]])).not.toEqual(["contact"]);
  });

  it("takes a whole name before its parts, and either before a mixed column", () => {
    const header = ["Name", "First name", "Last name", "Contact", "Mobile", "Email"];
    expect(guessMapping(header, [])).toEqual([null, "firstName", "lastName", null, "phone", "email"]);
  });

  it("no field stands over two columns", () => {
    const mapping = guessMapping(["Email", "E-mail address", "mail"], []).filter(Boolean);
    expect(mapping).toEqual(["email"]);
  });
});

describe("the first row", () => {
  it("is a header unless it holds a contact", () => {
    expect(firstRowIsHeader([["Name", "Mobile"], ...people])).toBe(true);
    expect(firstRowIsHeader(people)).toBe(false);
    expect(firstRowIsHeader([["Email"]])).toBe(true);
    expect(firstRowIsHeader([["nina@example.com"]])).toBe(false);
    expect(firstRowIsHeader([["Nina <nina@example.com>"], ["omar@example.com"]])).toBe(false);
    expect(firstRowIsHeader([["12"], ["omar@example.com"]])).toBe(false);
  });
});

it("the column of reasons is known again in every language that writes it", () => {
  for (const locale of ["en", "de", "ar"]) {
    const words = JSON.parse(readFileSync(`locales/${locale}/imports.json`, "utf8"));
    expect(isReportHeader(words.report.reason), locale).toBe(true);
    const fields = ["phone", "email", "name", "firstName", "lastName", "company", "priceList"];
    // The template's own header is read as what it says.
    for (const field of fields) expect(guessMapping([words.fields[field]], []), words.fields[field]).toEqual([field]);
  }
});
