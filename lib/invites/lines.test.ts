import { describe, expect, it } from "vitest";
import { parseInviteLines } from "./lines";
import { INVITE_LIMIT } from "./rules";

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `person${index}@example.com`);

describe("contacts to invite", () => {
  it("are parted by lines, commas and semicolons; one named twice counts once", () => {
    const text = "nina@example.com, Nina@Example.com;\r\n 0151 12345678\n+49 151 12345678\nnobody\nnobody";
    expect(parseInviteLines(text, "DE")).toEqual([
      { raw: "nina@example.com", contacts: [{ kind: "email", value: "nina@example.com" }] },
      { raw: "0151 12345678", contacts: [{ kind: "phone", value: "+4915112345678" }] },
      { raw: "nobody", problem: "email" },
    ]);
  });

  it.each([
    "0151 12345678, nina@example.com",
    "nina@example.com; 0151 12345678",
    "0151 12345678\tnina@example.com",
    "0151 12345678 nina@example.com",
    "nina@example.com +49 151 12345678",
  ])("on one line, a number and an e-mail, are one person's: %s", (text) => {
    const number = { kind: "phone", value: "+4915112345678" };
    const email = { kind: "email", value: "nina@example.com" };
    expect(parseInviteLines(text, "DE")).toEqual([{ raw: text, contacts: [number, email] }]);
    expect(parseInviteLines(`${text}\n${text}, lena@example.com`, "DE")).toEqual([
      { raw: text, contacts: [number, email] },
      { raw: "lena@example.com", contacts: [{ kind: "email", value: "lena@example.com" }] },
    ]);
    expect(parseInviteLines(`nina@example.com\n${text}`, "DE")).toEqual([
      { raw: "nina@example.com", contacts: [email] },
      { raw: text, contacts: [number] },
    ]);
  });

  it("are copied from mail programs with the name before the address", () => {
    const email = (value: string) => [{ kind: "email", value }];
    const text = 'Paula Berg <Paula@example.com>; "Haddad, Omar" <omar@example.com>, <nina@example.com>';
    expect(parseInviteLines(text, "DE")).toEqual([
      { raw: "Paula Berg <Paula@example.com>", contacts: email("paula@example.com"), name: "Paula Berg" },
      { raw: '"Haddad, Omar" <omar@example.com>', contacts: email("omar@example.com"), name: "Haddad, Omar" },
      { raw: "<nina@example.com>", contacts: email("nina@example.com") },
    ]);
    expect(parseInviteLines("0151 12345678, Lena <lena@example.com>", "DE")).toMatchObject([
      { name: "Lena", contacts: [{ value: "+4915112345678" }, { value: "lena@example.com" }] },
    ]);
  });

  it("are refused together when one of a pair cannot be read", () => {
    expect(parseInviteLines("12, nina@example.com", "DE")).toEqual([{ raw: "12, nina@example.com", problem: "phone" }]);
  });

  it("are all read up to the limit, however often they are repeated", () => {
    const text = addresses(INVITE_LIMIT).join("\n");
    expect(parseInviteLines(`${text}\n`.repeat(10), "US")).toHaveLength(INVITE_LIMIT);
  });

  it("are read no further than it takes to see that they are too many", () => {
    expect(parseInviteLines(addresses(3000).join(","), "US")).toHaveLength(INVITE_LIMIT + 1);
    const numbers = Array.from({ length: 9629 }, (_, index) => `+1 ${index}`).join("\n");
    expect(parseInviteLines(numbers, "US")).toHaveLength(INVITE_LIMIT + 1);
  });

  it("are too many, too, when one contact is written in hundreds of ways", () => {
    const spaces = (count: number) => " ".repeat(count + 1);
    const spelling = (index: number) => `+1 202${spaces(index % 100)}555${spaces(Math.floor(index / 100))}0101`;
    const text = Array.from({ length: 3 * INVITE_LIMIT + 1 }, (_, index) => spelling(index)).join("\n");
    expect(() => parseInviteLines(text, "US")).toThrow(expect.objectContaining({ message: "invites.errors.tooMany" }));
  });
});
