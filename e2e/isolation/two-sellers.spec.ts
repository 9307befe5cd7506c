import type { Page } from "@playwright/test";
import { systemDb } from "@/prisma/factories/db";
import { createMember } from "@/prisma/factories/sellers";
import { createHouse } from "@/prisma/factories/world";
import { expect, test, userOf } from "../support/test";

async function shownOrders(page: Page): Promise<string[]> {
  const orders = page.getByRole("list", { name: "Your orders" }).getByRole("listitem");
  await expect(orders.first()).toBeVisible();
  return (await orders.allTextContents()).map((text) => text.slice(0, 4)).sort();
}

async function ordersOf(slug: string, userId: string): Promise<string[]> {
  const seller = await systemDb().seller.findFirstOrThrow({ where: { slug } });
  const rows = await systemDb().order.findMany({
    where: { sellerId: seller.id, customer: { userId } },
    select: { number: true },
    orderBy: { number: "desc" },
    take: 20,
  });
  return rows.map(({ number }) => String(number)).sort();
}

test("the two-seller customer sees each shop's own products at their own prices, and only that shop's orders", async ({
  as,
}) => {
  const page = await as("omar@example.com");
  await page.goto("/sellers");
  for (const name of ["Harbor Foods", "Alpine Tools"])
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  const omar = await userOf("omar@example.com");
  for (const [slug, currency, foreign] of [
    ["harbor-foods", "$", "Hammer"],
    ["alpine-tools", "€", "Salmon"],
  ] as const) {
    const response = await page.request.get(`/api/s/${slug}/products?limit=100`);
    const { items, sellerId } = await response.json();
    const lists = await systemDb().customer.findFirstOrThrow({
      where: { sellerId, userId: omar },
      select: { priceList: { select: { items: true } } },
    });
    const own = new Map(lists.priceList?.items.map(({ productId, price }) => [productId, Number(price)]));
    const list = new Map(
      (await systemDb().product.findMany({ where: { sellerId } })).map(({ id, price }) => [id, Number(price)]),
    );
    expect(items.length).toBeGreaterThan(20);
    for (const { id, price } of items) expect(price).toBe(own.get(id) ?? list.get(id));
    expect(items.some(({ id, price }: { id: string; price: number }) => price < (list.get(id) ?? 0))).toBe(true);

    await page.goto(`/s/${slug}`);
    await expect(page.getByText(currency).first()).toBeVisible();
    await page.getByRole("searchbox", { name: "Search products" }).fill(foreign);
    await expect(page.getByText("Nothing found")).toBeVisible();
    await page.goto(`/s/${slug}/orders`);
    expect(await shownOrders(page)).toEqual(await ordersOf(slug, omar));
  }
});

test("the two-store admin switches stores and sees only that store's", async ({ as }) => {
  const page = await as("ada@example.com");
  await page.goto("/vendor");
  await expect(page.getByRole("heading", { level: 1, name: "Choose a store" })).toBeVisible();
  await page.getByRole("link", { name: /^Harbor Foods/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await page.getByRole("link", { name: "Products", exact: true }).first().click();
  await expect(page.getByText("Anchovies in oil, 12 tins").first()).toBeVisible();

  await page.getByRole("button", { name: "Switch store" }).click();
  await page.getByRole("menuitem", { name: /Alpine Tools/ }).click();
  await expect(page).toHaveURL(/\/vendor\/alpine-tools/);
  await expect(page.getByText("Adjustable wrench, 200 mm").first()).toBeVisible();
  await expect(page.getByText("Anchovies in oil, 12 tins")).toHaveCount(0);
  await expect(page).toHaveTitle(/Alpine Tools/);
  expect(await page.content()).not.toContain("HF-");
});

test("two tabs, two stores, no mixing: what is shown, searched and written lands in the store of its tab", async ({
  as,
  house,
}) => {
  const other = await createHouse();
  await createMember({ seller: other.seller, user: house.admin, role: "manager" });
  const first = await as(house.admin.id);
  const second = await first.context().newPage();
  await first.goto(`/vendor/${house.seller.slug}/products/new`);
  await second.goto(`/vendor/${other.seller.slug}/products/new`);
  const fill = async (page: Page, name: string) => {
    await page.getByRole("textbox", { name: "SKU" }).fill("TWO-TABS");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await page.getByRole("textbox", { name: "Price", exact: true }).fill("12.50");
  };
  await fill(first, "Made in the first tab");
  await fill(second, "Made in the second tab");
  // Both are sent in the same instant, the second tab last looked at.
  await Promise.all(
    [first, second].map((page) =>
      page
        .locator("form")
        .filter({ has: page.getByRole("textbox", { name: "SKU" }) })
        .getByRole("button", { name: /Add product|Save/ })
        .click(),
    ),
  );
  await expect
    .poll(
      async () =>
        await systemDb().product.count({
          where: { sku: "TWO-TABS", sellerId: { in: [house.seller.id, other.seller.id] } },
        }),
    )
    .toBe(2);
  for (const [seller, name] of [
    [house.seller, "Made in the first tab"],
    [other.seller, "Made in the second tab"],
  ] as const) {
    expect((await systemDb().product.findFirstOrThrow({ where: { sellerId: seller.id, sku: "TWO-TABS" } })).name).toBe(
      name,
    );
  }
  await first.goto(`/vendor/${house.seller.slug}/products`);
  await second.goto(`/vendor/${other.seller.slug}/products`);
  await expect(first.getByText("Made in the first tab").first()).toBeVisible();
  await expect(second.getByText("Made in the second tab").first()).toBeVisible();
  await expect(first.getByText("Made in the second tab")).toHaveCount(0);
  await expect(second.getByText("Made in the first tab")).toHaveCount(0);
});

test("two tabs, two shops of one customer: each basket keeps to its shop", async ({ as }) => {
  const harbor = await as("omar@example.com");
  const alpine = await harbor.context().newPage();
  await harbor.goto("/s/harbor-foods");
  await alpine.goto("/s/alpine-tools");
  await Promise.all(
    [harbor, alpine].map((page) => page.getByRole("button", { name: "Add", exact: true }).first().click()),
  );
  await expect(harbor.getByText("in the basket").first()).toBeVisible();
  await expect(alpine.getByText("in the basket").first()).toBeVisible();
  await harbor.goto("/s/harbor-foods/basket");
  await expect(harbor.getByText("Anchovies in oil, 12 tins").first()).toBeVisible();
  await expect(harbor.getByText("Adjustable wrench")).toHaveCount(0);
  await alpine.goto("/s/alpine-tools/basket");
  await expect(alpine.getByText("Adjustable wrench").first()).toBeVisible();
  await expect(alpine.getByText("Anchovies")).toHaveCount(0);
});

test("back after switching or signing out shows nothing of before", async ({ as }) => {
  const page = await as("ada@example.com");
  await page.goto("/vendor/harbor-foods/products");
  await expect(page.getByText("Anchovies in oil, 12 tins").first()).toBeVisible();
  await page.getByRole("button", { name: "Switch store" }).click();
  await page.getByRole("menuitem", { name: /Alpine Tools/ }).click();
  await expect(page.getByText("Adjustable wrench, 200 mm").first()).toBeVisible();
  // Back is the first store again, with nothing of the second.
  await page.goBack();
  await expect(page).toHaveURL(/\/vendor\/harbor-foods\/products/);
  await expect(page.getByText("Anchovies in oil, 12 tins").first()).toBeVisible();
  await expect(page.getByText("Adjustable wrench")).toHaveCount(0);
  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await expect(page).toHaveURL(/\/(sign-in.*)?$/);
  await page.goBack();
  await page.waitForLoadState();
  await expect(page.getByText("Anchovies in oil, 12 tins")).toHaveCount(0);
});
