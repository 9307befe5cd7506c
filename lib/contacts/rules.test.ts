import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Contact, callingCode, formatContact, maskContact, parseContact } from "@/lib/contacts/rules";

/** Spelling, country of the browser, and its one outcome. */
const CORPUS: [raw: string, country: string | undefined, outcome: string][] = [
  // Numbers, as people and programs write them.
  ["+1 202 555 0101", undefined, "+12025550101"],
  ["(202) 555-0101", "US", "+12025550101"],
  ["202.555.0101", "US", "+12025550101"],
  ["202/555/0101", "US", "+12025550101"],
  ["1-202-555-0101", "US", "+12025550101"],
  ["001 202 555 0101", undefined, "+12025550101"],
  ["011 44 7911 123456", "US", "+447911123456"],
  ["+44 (0)7911 123456", undefined, "+447911123456"],
  ["+49 (0) 151 12345678", undefined, "+4915112345678"],
  ["0151 12345678", "DE", "+4915112345678"],
  ["+54 11 15 2345 6789", undefined, "+5491123456789"],
  ["tel:+1-202-555-0101", undefined, "+12025550101"],
  ["+1 202\u2011555\u20130101", undefined, "+12025550101"],
  ["\u202A+12025550101\u202C", undefined, "+12025550101"],
  ["+1\u00A0202\u00A0555\u00A00101", undefined, "+12025550101"],
  ["+٩٦٦٥٠١٢٣٤٥٦٧", undefined, "+966501234567"],
  ["+۹۸۹۱۲۳۴۵۶۷۸۹", undefined, "+989123456789"],
  ["０９０１２３４５６７８", "JP", "+819012345678"],
  ["  +12025550101\n", undefined, "+12025550101"],
  // Numbers that are none.
  ["12025550101", undefined, "needsCountry"],
  ["0151 12345678", undefined, "needsCountry"],
  ["0151 12345678", "XX", "needsCountry"],
  ["0", undefined, "needsCountry"],
  ["+", undefined, "phone"],
  ["+1", undefined, "phone"],
  ["+1 202 555 010", undefined, "phone"],
  ["+1 202 555 01011", undefined, "phone"],
  ["+999 123456789", undefined, "phone"],
  ["++12025550101", undefined, "phone"],
  ["+1+2025550101", undefined, "phone"],
  ["+12025550101,5", undefined, "phone"],
  ["+1 202 555 0101 +1 202 555 0102", undefined, "phone"],
  ["+1 202 555 0101/0102", undefined, "phone"],
  ["+1 (202) 555-0101 (home)", undefined, "phone"],
  ["1-800-FLOWERS", "US", "phone"],
  ["+1 202 555 0101 ext. 5", undefined, "extension"],
  ["+12025550101x5", undefined, "extension"],
  ["+12025550101#5", undefined, "extension"],
  ["tel:+12025550101;ext=5", undefined, "extension"],
  // Numbers that no person reads a text message at, or that cost the sender.
  ["+1 800 356 9377", undefined, "notMobile"],
  ["+1 900 555 0199", undefined, "notMobile"],
  ["+44 20 7946 0958", undefined, "notMobile"],
  ["+44 70 1234 5678", undefined, "notMobile"],
  ["+44 56 1234 5678", undefined, "notMobile"],
  ["+49 30 123456", undefined, "notMobile"],
  ["+8816 12345678", undefined, "blocked"],
  ["+979 123456789", undefined, "blocked"],
  // E-mail addresses.
  ["nina@example.com", undefined, "nina@example.com"],
  [" Nina@Example.COM ", undefined, "nina@example.com"],
  ["mailto:nina@example.com", undefined, "nina@example.com"],
  ["nina+shop@example.com", undefined, "nina+shop@example.com"],
  ["o'hara@example.com", undefined, "o'hara@example.com"],
  ["ｎｉｎａ＠example.com", undefined, "nina@example.com"],
  ["ni\u200Bna@example.com", undefined, "nina@example.com"],
  ["nina@bücher.example", undefined, "nina@xn--bcher-kva.example"],
  ["nina@BÜCHER.example", undefined, "nina@xn--bcher-kva.example"],
  [`${"a".repeat(64)}@example.com`, undefined, `${"a".repeat(64)}@example.com`],
  [`${"a".repeat(65)}@example.com`, undefined, "email"],
  [`nina@${"a".repeat(250)}.com`, undefined, "email"],
  ["nina.example.com", undefined, "email"],
  ["nina", undefined, "email"],
  ["nina@example", undefined, "email"],
  ["nina@@example.com", undefined, "email"],
  ["@example.com", undefined, "email"],
  ["nina@", undefined, "email"],
  ["nina@example.com.", undefined, "email"],
  ["nina@example..com", undefined, "email"],
  [".nina@example.com", undefined, "email"],
  ["ni..na@example.com", undefined, "email"],
  ["nina@-example.com", undefined, "email"],
  ["nina@exa mple.com", undefined, "email"],
  ["nina@127.0.0.1", undefined, "email"],
  ["nina@localhost", undefined, "email"],
  ["Nina <nina@example.com>", undefined, "email"],
  ['"a b"@example.com', undefined, "email"],
  ["nina@example.com?subject=x", undefined, "email"],
  ["nina@example.com,omar@example.com", undefined, "email"],
  ["nina@ex\u0430mple/evil.com", undefined, "email"],
  ["nina\u0000@example.com", undefined, "email"],
  // Nothing.
  ["", undefined, "empty"],
  [" \t\n", undefined, "empty"],
  ["\u200B\uFEFF", undefined, "empty"],
];

const outcomeOf = (raw: string, country?: string, blocked?: readonly string[]) => {
  const parsed = parseContact(raw, country, blocked);
  return "contact" in parsed ? parsed.contact.value : parsed.problem;
};

describe("contact normalisation", () => {
  it.each(CORPUS)(
    "a corpus of phone and e-mail spellings, each with its one outcome: %j (%s) → %s",
    (raw, country, outcome) => {
      expect(outcomeOf(raw, country)).toBe(outcome);
    },
  );

  it("is stable: what was normalised parses to itself, wherever it is read", () => {
    for (const [raw, country] of CORPUS) {
      const parsed = parseContact(raw, country);
      if ("contact" in parsed) {
        for (const elsewhere of [undefined, "US", "DE", "JP"]) {
          expect(parseContact(parsed.contact.value, elsewhere)).toEqual(parsed);
        }
        expect(parseContact(formatContact(parsed.contact))).toEqual(parsed);
      }
    }
  });

  it("never throws, and has one outcome for whatever is typed", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."+()0123456789 -./x#@a") }),
    );
    fc.assert(
      fc.property(typed, fc.option(fc.constantFrom("US", "DE", "XX"), { nil: undefined }), (raw, country) => {
        const parsed = parseContact(raw, country);
        if (!("contact" in parsed)) return;
        expect(parsed.contact.value).toMatch(
          parsed.contact.kind === "phone" ? /^\+[1-9]\d{5,14}$/ : /^[^\s@A-Z]+@[^\s@A-Z]+$/,
        );
        expect(parseContact(parsed.contact.value)).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  }, 30_000);

  it("is refused at once where it is longer than any contact", () => {
    for (const fill of [" ", "1", " 1", "x1", ";ext=", "#", "-", "("]) {
      expect(outcomeOf(`+1${fill.repeat(20_000)}.`), fill).toBe("phone");
      expect(outcomeOf(`nina@${fill.repeat(20_000)}.`), fill).toBe("email");
    }
    // One character that stands for eighteen.
    expect(outcomeOf(`+1${"\uFDFA".repeat(40)}`)).toBe("phone");
    expect(outcomeOf("a".repeat(321))).toBe("email");
  });

  it("mobile numbers are compared whole: the same last digits elsewhere are another contact", () => {
    expect(outcomeOf("+1 202 555 0101")).not.toBe(outcomeOf("+1 212 555 0101"));
    expect(outcomeOf("+1 202 555 0101")).not.toBe(outcomeOf("+44 7202 555010"));
  });

  it("blocked destinations: a calling code on the list is refused, whichever way it is written", () => {
    expect(outcomeOf("+49 151 12345678", undefined, ["49"])).toBe("blocked");
    expect(outcomeOf("0151 12345678", "DE", ["49"])).toBe("blocked");
    expect(outcomeOf("+1 202 555 0101", undefined, ["49"])).toBe("+12025550101");
  });
});

describe("contacts on screen", () => {
  const phone: Contact = { kind: "phone", value: "+4915112345678" };

  it("masked: enough to recognise one's own, too little to learn another's", () => {
    expect(maskContact(phone)).toBe("+49 ••• ••• 5678");
    expect(maskContact({ kind: "phone", value: "+12025550101" })).toBe("+1 ••• ••• 0101");
    expect(maskContact({ kind: "email", value: "nina@example.com" })).toBe("n•••@example.com");
  });

  it("for their owner, in the usual groups", () => {
    expect(formatContact({ kind: "phone", value: "+12025550101" })).toBe("+1 202 555 0101");
    expect(callingCode(phone)).toBe("49");
    expect(callingCode({ kind: "email", value: "nina@example.com" })).toBeNull();
  });
});
