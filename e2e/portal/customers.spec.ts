import { expect, test } from "../support/test";

test("a customer's page: access revoked, taken back by Undo, and both in the timeline", async ({ as, house }) => {
  const page = await as(house.admin.id);
  await page.goto(`/vendor/${house.seller.slug}/customers`);
  await page.getByRole("link", { name: "Buyer", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Buyer", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/^Buyer · /);
  await expect(page.getByRole("link", { name: String(house.order.number), exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Revoke access" }).click();
  await expect(page.getByText("Buyer has no access any more.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Buyer has access again.")).toBeVisible();
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText("Access revoked")).toBeVisible();
  await expect(timeline.getByText("Access restored")).toBeVisible();
  await expect(timeline.getByText("Entered the shop for the first time")).toBeVisible();
});

test("activity: narrowed in the address, kept over a reload", async ({ as, house }) => {
  const page = await as(house.admin.id);
  await page.goto(`/vendor/${house.seller.slug}/audit`);
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeVisible();
  const entered = page.getByRole("row").filter({ hasText: "Entered the shop for the first time" });
  await expect(entered.getByRole("button", { name: "Buyer" })).toBeVisible();
  await page.getByRole("combobox", { name: "What" }).selectOption({ label: "Orders" });
  await expect(page).toHaveURL(/what=orders/);
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(entered).toBeVisible();
});
