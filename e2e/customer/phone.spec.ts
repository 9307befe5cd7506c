import { systemDb } from "@/prisma/factories/db";
import { expect, test } from "../support/test";

test("a customer orders with the thumb: bar, sticky basket, one page after the other @phone", async ({
  as,
  house,
  viewport,
  isMobile,
}) => {
  const page = await as(house.neighbour.id);
  // Browsers of the fixture are plain ones: this test is about their size.
  if (isMobile && viewport) await page.setViewportSize(viewport);
  await page.goto(`/s/${house.seller.slug}`);
  const product = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: house.product.name }) });
  await product.getByRole("textbox", { name: "Quantity" }).fill("4");
  await product.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText(`4 × ${house.product.name} in the basket`)).toBeVisible();
  await page.getByRole("link", { name: "Basket" }).first().click();
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Order 1004" })).toBeVisible();
  await page.getByRole("link", { name: "Orders", exact: true }).first().click();
  await expect(page.getByRole("list", { name: "Your orders" }).getByRole("listitem")).toHaveCount(2);
  const order = await systemDb().order.findFirstOrThrow({
    where: { sellerId: house.seller.id, number: 1004 },
    select: { customerId: true, total: true, lineCount: true },
  });
  // 4 of the one, and the one of the other that was in the basket already; at list prices.
  expect(order).toEqual({ customerId: house.neighbourCustomer.id, total: 2500n, lineCount: 2 });
});
