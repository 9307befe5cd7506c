import { describe, expect, it } from "vitest";
import { parseInviteLines } from "./lines";
import { INVITE_LIMIT } from "./rules";

const addresses = (count: number) => Array.from({ length: count }, (_, index) => `person${index}@example.com`);

describe("contacts to invite", () => {
  it("are parted by lines, commas and semicolons; one named twice counts once", () => {
    const text = "nina@example.com, Nina@Example.com;\r\n 0151 12345678\n+49 151 12345678\nnobody\nnobody";
    expect(parseInviteLines(text, "DE")).toEqual([
      { raw: "nina@example.com", contact: { kind: "email", value: "nina@example.com" } },
      { raw: "0151 12345678", contact: { kind: "phone", value: "+4915112345678" } },
      { raw: "nobody", problem: "email" },
    ]);
  });

  it("are all read up to the limit, however often they are repeated", () => {
    const text = addresses(INVITE_LIMIT).join("\n");
    expect(parseInviteLines(`${text}\n`.repeat(10), "US")).toHaveLength(INVITE_LIMIT);
  });

  it("are read no further than it takes to see that they are too many", () => {
    expect(parseInviteLines(addresses(3000).join(","), "US")).toHaveLength(INVITE_LIMIT + 1);
    const numbers = Array.from({ length: 3629 }, (_, index) => `+1 ${index}`).join("\n");
    expect(parseInviteLines(numbers, "US")).toHaveLength(INVITE_LIMIT + 1);
  });

  it("are too many, too, when one contact is written in hundreds of ways", () => {
    const text = Array.from({ length: 400 }, (_, index) => `+1 202 555${" ".repeat(index + 1)}0101`).join("\n");
    expect(() => parseInviteLines(text, "US")).toThrow(expect.objectContaining({ message: "invites.errors.tooMany" }));
  });
});
