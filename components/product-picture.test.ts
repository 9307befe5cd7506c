import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PICTURES } from "@/lib/products/pictures";

it("draws every picture that a product can name", () => {
  const file = readFileSync(new URL("./product-drawings.svg", import.meta.url), "utf8");
  expect([...file.matchAll(/<symbol id="([^"]+)"/g)].map(([, name]) => name).toSorted()).toEqual(PICTURES.toSorted());
});
