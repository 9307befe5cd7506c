import { expect, it } from "vitest";
import { proveCodeInput } from "@/lib/auth/schema";
import { parseQuantity } from "@/lib/carts/rules";
import { parseContact } from "@/lib/contacts/rules";
import { asciiDigits } from "@/lib/digits";
import { parseMoney } from "@/lib/products/rules";

const scripts = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９"];

it.each(scripts)("%s are the ten digits, everywhere that a number is typed", (script) => {
  const write = (text: string) => text.replace(/\d/g, (digit) => script.charAt(Number(digit)));
  expect(asciiDigits(`a${script}b`)).toBe("a0123456789b");
  expect(parseQuantity(write("12"))).toEqual({ quantity: 12 });
  expect(parseMoney(write("12.50"), 2)).toBe(1250);
  expect(parseContact(write("+1 202 555 0101"))).toEqual({ contact: { kind: "phone", value: "+12025550101" } });
  expect(proveCodeInput.parse({ contact: "nina@example.com", code: write("123 456") }).code).toBe("123456");
});
