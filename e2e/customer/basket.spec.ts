import { systemDb } from "@/prisma/factories/db";
import { expect, test } from "../support/test";

test("an order is placed only with what the fields say, and with one click", async ({ as, house }) => {
  const page = await as(house.neighbour.id);
  await page.goto(`/s/${house.seller.slug}/basket`);
  const field = page.getByRole("textbox", { name: "Quantity" }).first();
  const place = page.getByRole("button", { name: "Place order" });

  for (const typed of ["abc", "0", ""]) {
    await test.step(`"${typed}" is no quantity: refused, with the focus on the field`, async () => {
      await field.fill(typed);
      await place.click();
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field).toBeFocused();
      await expect(page).toHaveURL(`/s/${house.seller.slug}/basket`);
    });
  }

  await test.step("a quantity that is only typed is saved and ordered by the same click", async () => {
    await field.fill("2");
    await place.click();
    await expect(page.getByRole("heading", { level: 1, name: "Order 1004" })).toBeVisible();
    const order = await systemDb().order.findFirstOrThrow({
      where: { sellerId: house.seller.id, number: 1004 },
      select: { lines: { select: { quantity: true } } },
    });
    expect(order.lines).toEqual([{ quantity: 2 }]);
  });

  await test.step("back at the basket it is empty: nothing of what was ordered stands there", async () => {
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "Basket" })).toBeVisible();
    await expect(page.getByText("Your basket is empty").first()).toBeVisible();
    await expect(place).toHaveCount(0);
  });
});
