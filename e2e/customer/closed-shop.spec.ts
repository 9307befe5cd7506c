import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createMember } from "@/prisma/factories/sellers";
import { expect, test } from "../support/test";

test("a shop that closes while it is open says so once, with the way out", async ({ as, house }) => {
  const page = await as(house.neighbour.id);
  await page.goto(`/s/${house.seller.slug}/basket`);
  const place = page.getByRole("button", { name: "Place order" });
  await expect(place).toBeVisible();
  await systemDb().seller.update({ where: { id: house.seller.id }, data: { status: "suspended" } });
  await place.click();
  await expect(page.getByRole("heading", { name: "This shop is not open to you at the moment." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Your sellers" })).toHaveAttribute(
    "href",
    `/sellers?closed=${house.seller.slug}`,
  );
  await expect(place).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("a seller that is gone for good says so to whoever was in, and to nobody else", async ({ as, house }) => {
  const { seller, buyer, admin } = house;
  const { userId: paused } = await createMember({ seller });
  const [customer, member, away, stranger] = [
    await as(buyer.id),
    await as(admin.id),
    await as(paused),
    await as((await createUser({ name: "Stranger" })).id),
  ];
  await member.goto(`/vendor/${seller.slug}/products`);
  await expect(member.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  await systemDb().member.updateMany({
    where: { sellerId: seller.id, userId: paused },
    data: { status: "deactivated" },
  });
  await away.goto(`/vendor/${seller.slug}/orders`);
  await expect(away.getByText(`Your access to ${seller.name} is paused`)).toBeVisible();

  const terminatedAt = new Date("2026-03-04T12:00:00Z");
  await systemDb().seller.update({ where: { id: seller.id }, data: { status: "terminated", terminatedAt } });
  // The open tab looks again by itself.
  await member.evaluate(() => window.dispatchEvent(new Event("tradehall:refused")));
  const closed = new RegExp(`${seller.name} was closed on .*2026`);
  await expect(member.getByText(closed)).toBeVisible();
  await customer.goto(`/s/${seller.slug}/orders`);
  await expect(customer.getByText(closed)).toBeVisible();
  for (const path of [`/s/${seller.slug}`, `/vendor/${seller.slug}`]) {
    await stranger.goto(path);
    await expect(stranger.getByText("Page not found").first()).toBeVisible();
  }
  for (const path of [`/sellers?closed=${seller.slug}`, `/vendor?closed=${seller.slug}`]) {
    await stranger.goto(path);
    await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(stranger.getByText(seller.name)).toHaveCount(0);
  }
});
