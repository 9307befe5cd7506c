import { systemDb } from "@/prisma/factories/db";
import { createMember } from "@/prisma/factories/sellers";
import type { House } from "@/prisma/factories/world";
import { expect, test } from "../support/test";

type Case = {
  what: string;
  user: (house: House) => string;
  path: (house: House) => string;
  link: string;
  api: (house: House) => string;
  change: (house: House) => Promise<unknown>;
  /** Where a reload leads instead of to a page that does not exist. */
  ledTo?: string;
  /** Their own: they are told how it stands. */
  told?: (seller: string) => string;
};

const shop = {
  user: (house: House) => house.buyer.id,
  path: (house: House) => `/s/${house.seller.slug}`,
  link: "Quick order",
  api: (house: House) => `/api/s/${house.seller.slug}/products`,
};
const portal = {
  user: (house: House) => house.admin.id,
  path: (house: House) => `/vendor/${house.seller.slug}`,
  link: "Products",
  api: (house: House) => `/api/vendor/${house.seller.slug}/products`,
};
const setSeller = (status: string) => (house: House) =>
  systemDb().seller.updateMany({ where: { id: house.seller.id }, data: { status } });

const CASES: Case[] = [
  {
    what: "a revoked customer",
    ...shop,
    change: (house) =>
      systemDb().customer.updateMany({ where: { id: house.customer.id }, data: { status: "revoked" } }),
  },
  {
    what: "a removed member",
    ...portal,
    change: async (house) => {
      await createMember({ seller: house.seller });
      await systemDb().member.deleteMany({ where: { id: house.member.id } });
    },
  },
  {
    what: "a deactivated member",
    ...portal,
    change: async (house) => {
      await createMember({ seller: house.seller });
      await systemDb().member.updateMany({ where: { id: house.member.id }, data: { status: "deactivated" } });
    },
    ledTo: "Choose a store",
    told: (name) => `Your access to ${name} is paused`,
  },
  // It is theirs, and their list of sellers says that it is closed.
  {
    what: "a suspended seller's customer",
    ...shop,
    change: setSeller("suspended"),
    ledTo: "Your sellers",
    told: (name) => `${name} is closed for now.`,
  },
  { what: "a terminated seller's customer", ...shop, change: setSeller("terminated") },
  { what: "a terminated seller's member", ...portal, change: setSeller("terminated") },
];

const OUT = /^(Page not found|Your sellers|Choose a store|This shop is not open to you at the moment\.)$/;

for (const { what, user, path, link, api, change, ledTo, told } of CASES) {
  test(`${what} is out with the next request, with a live session and an open tab`, async ({ as, house }) => {
    const page = await as(user(house));
    await page.goto(path(house));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect((await page.request.get(api(house))).status()).toBe(200);

    await change(house);
    expect((await page.request.get(api(house))).status()).toBe(404);
    // The tab that is still open: its next click finds nothing, and nothing of the seller stays on the screen.
    await page.getByRole("link", { name: link, exact: true }).first().click();
    // A shop may have noticed by itself before the click.
    await expect(page.getByRole("heading", { level: 1, name: OUT })).toBeVisible();
    await expect(page.getByText(house.product.sku).filter({ visible: true })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: ledTo ?? "Page not found" })).toBeVisible();
    if (told) await expect(page.getByText(told(house.seller.name))).toBeVisible();
    else await expect(page.getByText(house.seller.name)).toHaveCount(0);
  });
}

test("an ended session is signed out with the next request, and comes back to where it wanted to go", async ({
  as,
  house,
}) => {
  const page = await as(house.buyer.id);
  await page.goto(`/s/${house.seller.slug}`);
  await systemDb().session.updateMany({ where: { userId: house.buyer.id }, data: { endedAt: new Date() } });
  expect((await page.request.get(`/api/s/${house.seller.slug}/products`)).status()).toBe(401);
  await page.goto(`/s/${house.seller.slug}/orders`);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/s/${house.seller.slug}/orders`)}`);
});

test("everything that a signed-in browser loads is private and no-store, client navigation included", async ({
  as,
  house,
}) => {
  const page = await as(house.admin.id);
  const wrong: string[] = [];
  let documents = 0;
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/(_next\/static|icon\.svg|favicon)/.test(pathname) || response.url().startsWith("data:")) return;
    documents += 1;
    const control = response.headers()["cache-control"] ?? "";
    if (!(control.includes("private") && control.includes("no-store")))
      wrong.push(`${response.request().method()} ${pathname} "${control}"`);
  });
  await page.goto(`/vendor/${house.seller.slug}`);
  for (const name of ["Products", "Orders", "Customers", "Invites", "Overview"]) {
    await page.getByRole("link", { name, exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  expect(documents).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});
