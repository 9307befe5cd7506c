import type { Page } from "@playwright/test";
import { unique } from "@/prisma/factories/db";
import { createHouse, type House } from "@/prisma/factories/world";
import { baseUrl, expect, messageTo, signInByCode, test } from "../support/test";

const NUMBER = "+1 202 555 0196";

async function list(page: Page, house: House, kind: "Mobile number" | "Email", contact: string, company: string) {
  await page.goto(`${baseUrl()}/vendor/${house.seller.slug}/clients`);
  await page.getByRole("button", { name: "Add client" }).click();
  const dialog = page.getByRole("dialog", { name: "Add client" });
  await dialog.getByRole("textbox", { name: kind }).fill(contact);
  await dialog.getByRole("textbox", { name: "Company" }).fill(company);
  await dialog.getByRole("button", { name: "Add client" }).click();
  await expect(dialog).toBeHidden();
}

test("a number listed by three sellers signs up: in at all three, and told of each", async ({ as, browser, house }) => {
  const houses = [house, await createHouse(), await createHouse()];
  for (const one of houses) {
    const admin = await as(one.admin.id);
    await list(admin, one, "Mobile number", NUMBER, "Three Ways Café");
    await expect(admin.getByRole("row").filter({ hasText: "Three Ways Café" })).toContainText("Pending");
  }
  const guest = await (await browser.newContext({ baseURL: baseUrl() })).newPage();
  await guest.goto("/sign-in");
  await signInByCode(guest, NUMBER);
  await guest.getByRole("textbox", { name: "Name" }).fill("Tess Three");
  await guest.getByRole("button", { name: "Continue" }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Your sellers" })).toBeVisible();
  for (const { seller } of houses) {
    await messageTo(guest.request, NUMBER, new RegExp(`${seller.name} has opened its shop`));
    await guest.goto(`/s/${seller.slug}`);
    await expect(guest.getByRole("searchbox", { name: "Search products" })).toBeVisible();
  }
  const admin = await as(house.admin.id);
  await admin.goto(`/vendor/${house.seller.slug}/clients`);
  await expect(admin.getByRole("row").filter({ hasText: "Three Ways Café" })).toContainText("Approved");
});

test("listing somebody who is here already lets them in at once; revoking ends it, and undoing brings it back", async ({
  as,
  house,
}) => {
  // A customer of another seller, who is nobody here yet.
  const other = await createHouse();
  const email = other.buyer.contacts[0]?.value ?? "";
  const company = unique("Corner");
  const admin = await as(house.admin.id);
  const buyer = await as(other.buyer.id);
  const shop = buyer.getByRole("searchbox", { name: "Search products" });
  const visit = () => buyer.goto(`${baseUrl()}/s/${house.seller.slug}`);
  await visit();
  await expect(shop).toHaveCount(0);

  await list(admin, house, "Email", email, company);
  await expect(admin.getByText("has access now")).toBeVisible();
  await visit();
  await expect(shop).toBeVisible();

  await admin.getByRole("button", { name: `Revoke ${company}` }).click();
  await expect(admin.getByText("1 customer has no access any more.")).toBeVisible();
  await visit();
  await expect(shop).toHaveCount(0);

  await admin.getByRole("button", { name: "Undo" }).click();
  await expect(admin.getByText("1 customer has access again.")).toBeVisible();
  await visit();
  await expect(shop).toBeVisible();

  await admin.getByRole("searchbox", { name: "Search client list" }).fill(email);
  await expect(admin.getByRole("row").filter({ hasText: company })).toBeVisible();
  await admin.getByRole("button", { name: `Delete ${company}` }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(admin.getByText("1 entry is deleted.")).toBeVisible();
  await visit();
  await expect(shop).toHaveCount(0);
});
