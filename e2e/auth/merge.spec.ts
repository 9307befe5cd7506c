import type { Page } from "@playwright/test";
import { unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createOrder } from "@/prisma/factories/trade";
import { expect, messageTo, test } from "../support/test";

/** Proves one more contact on one's own page. */
async function addContact(page: Page, contact: string): Promise<void> {
  const since = new Date(Date.now() - 2_000);
  await page.goto("/me");
  await page.getByRole("button", { name: "Add a contact" }).click();
  await page.getByRole("textbox", { name: "Mobile number or email" }).fill(contact);
  await page.getByRole("button", { name: "Send code" }).click();
  const code = page.getByRole("textbox", { name: "Code" });
  await expect(code).toBeVisible();
  const { text } = await messageTo(page.request, contact, /\b\d{6}\b/, since);
  await code.fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
  await page.getByRole("button", { name: "Add contact" }).click();
}

async function shopsOf(page: Page): Promise<string[]> {
  await page.goto("/sellers");
  const list = page.getByRole("list", { name: "Your sellers" });
  await expect(list).toBeVisible();
  return (await list.getByRole("link").allInnerTexts()).map((text) => text.split("\n")[0]?.trim() ?? "").sort();
}

async function ordersAt(page: Page, slug: string): Promise<string> {
  await page.goto(`/s/${slug}/orders`);
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  return (await page.getByRole("main").textContent()) ?? "";
}

test("two users merged: before and after, everything kept; undone: everything back", async ({ as, house }) => {
  const theirs = `${unique("other")}@example.com`;
  const seller = await createSeller({ name: unique("Own"), discoverable: false });
  const kept = await createUser({ name: "Kim Kept" });
  const other = await createUser({ name: unique("Kim Other"), contacts: [theirs] });
  for (const user of [kept, other]) await createCustomer({ seller, user, visited: true });
  const customer = await createCustomer({ seller: house.seller, user: other, visited: true });
  const { number } = await createOrder({ seller: house.seller, customer, lines: [{ product: house.product }] });
  const both = [seller.name, house.seller.name].sort();

  const page = await as(kept.id);
  await page.goto(`/s/${seller.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: seller.name })).toBeVisible();
  const elsewhere = await as(other.id);
  expect(await shopsOf(elsewhere)).toEqual(both);

  await addContact(page, theirs);
  const dialog = page.getByRole("dialog", { name: "This contact belongs to another account" });
  await expect(dialog.getByText(other.name ?? "")).toBeVisible();
  await expect(dialog.getByText(house.seller.name)).toBeVisible();
  await dialog.getByRole("button", { name: "Merge both accounts" }).click();
  await expect(page.getByText("Both accounts are one now.")).toBeVisible();
  await expect(page.getByText(theirs)).toBeVisible();
  expect(await shopsOf(page)).toEqual(both);
  expect(await ordersAt(page, house.seller.slug)).toContain(String(number));
  // The other one is signed out with the next request.
  await elsewhere.goto("/sellers");
  await expect(elsewhere).toHaveURL(/\/sign-in/);

  const operator = await as("operator@example.com");
  await operator.goto("/admin/merges");
  await expect(operator.getByRole("heading", { level: 1, name: "Merges" })).toBeVisible();
  const row = operator.getByRole("row").filter({ hasText: other.name ?? "" });
  await expect(row.getByText("Merged", { exact: true })).toBeVisible();
  await row.getByRole("button", { name: "Undo merge" }).click();
  await operator.getByRole("alertdialog").getByRole("button", { name: "Undo merge" }).click();
  await expect(row.getByText("Undone", { exact: true })).toBeVisible();

  await page.goto("/me");
  await expect(page.getByText(theirs)).toHaveCount(0);
  expect(await shopsOf(page)).toEqual([seller.name]);
  const back = await as(other.id);
  expect(await shopsOf(back)).toEqual(both);
  expect(await ordersAt(back, house.seller.slug)).toContain(String(number));
});
