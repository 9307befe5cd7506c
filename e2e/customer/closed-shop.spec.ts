import { systemDb } from "@/prisma/factories/db";
import { expect, test } from "../support/test";

test("a shop that closes while it is open says so once, with the way out", async ({ as, house }) => {
  const page = await as(house.neighbour.id);
  await page.goto(`/s/${house.seller.slug}/basket`);
  const place = page.getByRole("button", { name: "Place order" });
  await expect(place).toBeVisible();
  await systemDb().seller.update({ where: { id: house.seller.id }, data: { status: "suspended" } });
  await place.click();
  await expect(page.getByRole("heading", { name: "This shop is not open to you at the moment." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Your sellers" })).toHaveAttribute("href", "/sellers");
  await expect(place).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
});
