import { expect, it } from "vitest";
import { readNamed } from "./named";

it.each([
  ["Paula Berg <paula@example.com>", "Paula Berg", "paula@example.com"],
  ['"Berg, Paula" <paula@example.com>', "Berg, Paula", "paula@example.com"],
  [" <paula@example.com> ", null, "paula@example.com"],
  ["Paula<+1 202 555 0101>", "Paula", "+1 202 555 0101"],
  [" paula@example.com ", null, "paula@example.com"],
  ["a < b", null, "a < b"],
  ["", null, ""],
  [`a${" ".repeat(600)}<b>`, null, `a${" ".repeat(600)}<b>`],
])("a contact with a name before it is read as both: %s", (text, name, contact) => {
  expect(readNamed(text)).toEqual({ name, contact });
});
