import { contactLookups } from "@/lib/contacts/sealing";
import { daysAgo, systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { createCustomer } from "@/prisma/factories/sellers";
import { expect, messageTo, signInByCode, test } from "../support/test";

/** Somebody whom nobody has seen for most of a year. Numbers of fiction that no other test signs in by. */
async function longGone(phone: string, seller: { id: string }) {
  // Left by an earlier run; the tests beside this one have numbers of their own.
  await systemDb().contact.deleteMany({ where: { lookup: { in: contactLookups(contactOf(phone)) } } });
  const email = `${unique("vera")}@example.com`;
  const user = await createUser({ name: "Vera Old", contacts: [phone, email] });
  await createCustomer({ seller, user, visited: true });
  await systemDb().user.updateMany({ where: { id: user.id }, data: { lastSeenAt: daysAgo(300) } });
  return email;
}

test.describe("a number that was unused for long", () => {
  test("opens its shop again after a code to another contact", async ({ page, house }) => {
    const email = await longGone("+1 202 555 0187", house.seller);
    await page.goto(`/s/${house.seller.slug}`);
    await signInByCode(page, "+1 202 555 0187");
    await expect(page.getByRole("heading", { level: 1, name: "One more proof" })).toBeVisible();
    await expect(page.getByText("Vera")).toHaveCount(0);
    // No other page opens either, and the API says why.
    await page.goto("/me");
    await expect(page.getByRole("heading", { level: 1, name: "One more proof" })).toBeVisible();
    const response = await page.request.get("/api/me");
    expect(response.status()).toBe(403);
    expect(await response.text()).toContain("One more proof is needed");

    await page.goto(`/s/${house.seller.slug}`);
    const since = new Date(Date.now() - 2_000);
    await page.getByRole("button", { name: "Send a code to Email •••@•••" }).click();
    const code = page.getByRole("textbox", { name: "Code" });
    await expect(code).toBeVisible();
    const { text } = await messageTo(page.request, email, /\b\d{6}\b/, since);
    await code.fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("heading", { level: 1, name: house.seller.name })).toBeVisible();
  });

  test("makes whoever has it now a user of their own, to whom nothing old opens", async ({ page, house }) => {
    await longGone("+1 202 555 0188", house.seller);
    await page.goto("/sign-in");
    await signInByCode(page, "+1 202 555 0188");
    await page.getByRole("button", { name: "I am new here" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "I am new here" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "What should we call you?" })).toBeVisible();
    // A typed address leads back to the question.
    await page.goto("/sellers");
    await expect(page).toHaveURL(/\/welcome\?next=%2Fsellers$/);
    await page.getByRole("textbox", { name: "Name" }).fill("Nora New");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Your sellers" })).toBeVisible();
    await page.goto(`/s/${house.seller.slug}`);
    await expect(page.getByRole("heading", { level: 1, name: house.seller.name })).toHaveCount(0);
  });

  test("can be left by signing out", async ({ page, house }) => {
    await longGone("+1 202 555 0189", house.seller);
    await page.goto("/sign-in");
    await signInByCode(page, "+1 202 555 0189");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
});

test("after a reload the newest code still counts: I have a code", async ({ page }) => {
  const contact = `${unique("reload")}@example.com`;
  await createUser({ contacts: [contact] });
  await page.goto("/sign-in");
  const field = page.getByRole("textbox", { name: "Mobile number or email" });
  await field.fill(contact);
  await page.getByRole("button", { name: "Send code" }).click();
  const { text } = await messageTo(page.request, contact, /\b\d{6}\b/);
  await page.reload();
  await expect(field).toHaveValue(contact);
  await page.getByRole("button", { name: "I have a code" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
});

test("the chooser of stores has a way out", async ({ as }) => {
  const page = await as("ada@example.com");
  await page.goto("/vendor");
  await expect(page.getByRole("heading", { level: 1, name: "Choose a store" })).toBeVisible();
  await page.getByRole("button", { name: "Your menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});
