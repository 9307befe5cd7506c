import { expect, it } from "vitest";
import { samePlaceIn } from "./rules";

it.each([
  ["/vendor/harbor-foods", "/vendor/alpine-tools"],
  ["/vendor/harbor-foods/products", "/vendor/alpine-tools/products"],
  ["/vendor/harbor-foods/products/0199-some-id", "/vendor/alpine-tools/products"],
  ["/vendor/harbor-foods/orders/1001", "/vendor/alpine-tools/orders"],
  ["/vendor", "/vendor/alpine-tools"],
  ["/me", "/vendor/alpine-tools"],
])("switching from %s leads to %s", (from, to) => {
  expect(samePlaceIn("alpine-tools", from)).toBe(to);
});
