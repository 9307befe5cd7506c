import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as fields from "@/lib/sellers/fields";
import { isSlug } from "@/lib/sellers/rules";
import { freeSlug, sameBusiness, sellerOfRow } from "@/lib/suppliers/rules";

const defaults = { country: "US", currency: "USD", timeZone: "UTC" };

describe("a row of an older table", () => {
  it("becomes a seller with what it says", () => {
    const seller = sellerOfRow(
      "7",
      {
        name: " Nordic  Goods ",
        email: "Owner@Example.com",
        phone: "+12025550101",
        country: "Denmark",
        currency: "dkk",
      },
      defaults,
    );
    expect(seller).toMatchObject({
      name: "Nordic Goods",
      slug: "nordic-goods",
      country: "DK",
      currency: "DKK",
      timeZone: "Europe/Copenhagen",
      email: { kind: "email", value: "owner@example.com" },
      problems: [],
    });
  });

  it("that says nothing gets a name by its key, and the defaults; what was missing is said", () => {
    expect(sellerOfRow("7", {}, defaults)).toMatchObject({
      ...defaults,
      name: "Supplier 7",
      email: null,
      problems: ["name_missing", "country_missing", "currency_missing", "email_missing"],
    });
  });

  it.each([
    ["Deli.com", "Deli com"],
    ["https://deli.example", "https //deli example"],
    ["一.ⰀⰀ", "一 ⰀⰀ"],
  ])("has no address in its name: %s", (name, kept) => {
    expect(sellerOfRow("k", { name }, defaults)).toMatchObject({
      name: kept,
      problems: expect.arrayContaining(["name_address"]),
    });
  });

  it("never becomes what a seller may not be, whatever stands in it", () => {
    const text = fc.option(fc.string({ unit: "grapheme", maxLength: 700 }), { nil: null });
    const values = fc.record({
      name: text,
      legalName: text,
      registrationNumber: text,
      email: text,
      phone: text,
      slug: text,
      description: text,
      street: text,
      postcode: text,
      town: text,
      country: text,
      currency: text,
    });
    fc.assert(
      fc.property(values, (row) => {
        const seller = sellerOfRow("k", row, defaults);
        expect(fields.sellerName.parse(seller.name)).toBe(seller.name);
        expect(fields.country.parse(seller.country)).toBe(seller.country);
        expect(fields.currency.parse(seller.currency)).toBe(seller.currency);
        expect(seller.description === null || fields.description.parse(seller.description) !== null).toBe(true);
        expect(isSlug(seller.slug)).toBe(true);
      }),
    );
  });
});

it("a slug that is taken gets the first number that is free", () => {
  const taken = new Set(["nordic-goods", "nordic-goods-2"]);
  expect(freeSlug("nordic-goods", taken)).toBe("nordic-goods-3");
  expect(freeSlug("nordic-goods", taken)).toBe("nordic-goods-4");
  expect(freeSlug("new-one", taken)).toBe("new-one");
});

it("a registration number is the same however it is spelled", () => {
  expect(sameBusiness("DK-12 34")).toBe(sameBusiness("dk1234"));
});
