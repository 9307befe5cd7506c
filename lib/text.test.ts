import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askInput } from "@/lib/customers/requests/schema";
import { customerFilter, updateCustomerInput } from "@/lib/customers/schema";
import { inviteCustomersInput, inviteFilter } from "@/lib/invites/schema";
import { orderFilters, placeOrderInput } from "@/lib/orders/schema";
import { shopProductFilters } from "@/lib/pricing/schema";
import { productFilter, productInput } from "@/lib/products/schema";
import { sellerName } from "@/lib/sellers/fields";
import { sellerListInput } from "@/lib/sellers/schema";
import { containsPattern, hasAddress, line, oneLine, paragraph, unlinked } from "@/lib/text";
import { namesInput } from "@/lib/users/schema";

const FOREIGN = "\u202E a\0b\r\n\u2066c\u2029\t d\u200F ";
const id = "0190a6f0-0000-7000-8000-000000000001";

describe("text of one line", () => {
  it.each([
    ["  Harbor   Foods ", "Harbor Foods"],
    ["Harbor\r\nBcc: all@example.com", "Harbor Bcc: all@example.com"],
    [FOREIGN, "a b c d"],
    ["\u0000", ""],
    ["\u200D\u200C", ""],
    ["می\u200Cخواهم", "می\u200Cخواهم"],
    ["👩\u200D🌾 & Söhne", "👩\u200D🌾 & Söhne"],
  ])("%j is %j", (raw, clean) => {
    expect(oneLine(raw)).toBe(clean);
  });

  it("holds nothing that breaks a line, turns it round or cannot be seen, and stays what it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const clean = oneLine(raw);
        expect(clean.replace(/[\u200C\u200D]/g, "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u);
        expect(oneLine(clean)).toBe(clean);
      }),
    );
  });

  it("is measured as it is kept", () => {
    expect(
      line()
        .max(3)
        .safeParse(`a${" ".repeat(100)}b`).data,
    ).toBe("a b");
    expect(line().min(1, "needed").safeParse("\u202E\0").error?.issues[0]?.message).toBe("needed");
  });
});

describe("an address in a name", () => {
  it.each([
    "URGENT account locked, go to evil-login.example now",
    "http://evil",
    "https:evil",
    "WWW.Evil.COM",
    "evil\u3002com",
    "evil\uFF0Ecom",
    "evil.\u200Bcom",
    "bad@evil.com",
    "see 10.0.0.1",
  ])("%j has one", (name) => expect(hasAddress(name)).toBe(true));

  it.each([
    "Harbor Foods",
    "J.R. Smith",
    "Dr. Müller",
    "St. Gallen Käse",
    "Nr. 7",
    "A.P. Møller & Co. KG",
    "د. ليلى",
    "3.5 Tons",
  ])("%j has none", (name) => expect(hasAddress(name)).toBe(false));

  it("is refused where shops and people name themselves, with a sentence", () => {
    expect(sellerName.safeParse("go to evil.example").error?.issues[0]?.message).toBe(
      "sellers.fields.errors.nameAddress",
    );
    expect(namesInput.safeParse({ name: "see evil.example", company: "" }).error?.issues[0]?.message).toBe(
      "me.errors.nameAddress",
    );
  });
});

describe("text of several lines", () => {
  it("keeps its lines, whoever ended them, and no other control", () => {
    expect(paragraph().parse(" one\r\ntwo\rthree\u2028\u202Efour\0\t!\n ")).toBe("one\ntwo\nthree\nfour !");
  });
});

describe("what people type", () => {
  it("is one line where it stands in lists, subjects and searches", () => {
    const clean = "a b c d";
    expect(namesInput.parse({ name: FOREIGN, company: FOREIGN })).toEqual({ name: clean, company: clean });
    const customer = { customerId: id, name: FOREIGN, company: FOREIGN, note: "", priceListId: null };
    expect(updateCustomerInput.parse(customer)).toMatchObject({ name: clean, company: clean });
    const invite = { contacts: "x", name: FOREIGN, company: FOREIGN };
    expect(inviteCustomersInput.parse(invite)).toMatchObject({ name: clean, company: clean });
    const order = { cartId: id, shownTotal: 1, poNumber: FOREIGN, note: "" };
    expect(placeOrderInput.parse(order)).toMatchObject({ poNumber: clean });
    const product = { sku: "A", name: FOREIGN, description: "", categoryId: "", newCategory: FOREIGN, unit: FOREIGN };
    const amounts = { price: "1", costPrice: "", stock: "1", minQuantity: "1" };
    expect(productInput(2).parse({ ...product, ...amounts })).toMatchObject({
      name: clean,
      newCategory: clean,
      unit: clean,
    });
  });

  it("is searched for without what PostgreSQL cannot hold", () => {
    for (const schema of [
      customerFilter,
      inviteFilter,
      orderFilters,
      shopProductFilters,
      productFilter,
      sellerListInput,
    ]) {
      expect(schema.parse({ q: "a\0b", search: "a\0b" })).toMatchObject(
        "q" in schema.shape ? { q: "a b" } : { search: "a b" },
      );
    }
  });

  it("keeps the lines of a note", () => {
    expect(askInput.parse({ seller: "x", company: "", note: "one\r\ntwo\u202E" }).note).toBe("one\ntwo");
  });
});

it("takes the characters of LIKE literally", () => {
  expect(containsPattern("50%_\\")).toBe("%50\\%\\_\\\\%");
  fc.assert(
    fc.property(fc.string(), (word) => {
      expect(containsPattern(word).slice(1, -1).replace(/\\(.)/gs, "$1")).toBe(word);
    }),
  );
});

describe("a stranger's text in a message", () => {
  it.each([
    ["see https://evil.example/harbor now.", "see https[:]//evil[.]example/harbor now."],
    ["www.evil.co.uk", "www[.]evil[.]co[.]uk"],
    ["pay@evil.example", "pay@evil[.]example"],
    ["evil。example", "evil[.]example"],
    ["xn--bcher-kva.example", "xn--bcher-kva[.]example"],
    ["мошенник.рф", "мошенник[.]рф"],
    ["Dr. J. R. Park & Sons, Inc.", "Dr. J. R. Park & Sons, Inc."],
    ["U.S.A. Imports No. 12", "U.S.A. Imports No. 12"],
  ])("%s is no link: %s", (text, safe) => {
    expect(unlinked(text)).toBe(safe);
  });
});
