import { expect, signInByCode, test } from "../support/test";

/** Where each demo person lands, by the words of domain.md. */
const PEOPLE: [person: string, contact: string, heading: string, url: RegExp][] = [
  ["one-seller customer: straight into the shop", "+1 202 555 0101", "Harbor Foods", /\/s\/harbor-foods$/],
  ["the same person by e-mail", "Nina@Example.com", "Harbor Foods", /\/s\/harbor-foods$/],
  ["two-seller customer: the dashboard to choose", "+1 202 555 0102", "Your sellers", /\/sellers$/],
  ["waiting customer: find a seller", "+1 (202) 555-0103", "Find a seller", /\/sellers\/find$/],
  ["two-store admin: the chooser", "ada@example.com", "Choose a store", /\/vendor$/],
  ["support member: straight into the portal", "ben@example.com", "Overview", /\/vendor\/harbor-foods$/],
  ["manager member: straight into the portal", "mia@example.com", "Overview", /\/vendor\/alpine-tools$/],
  ["operator: the admin", "operator@example.com", "Platform", /\/admin$/],
];

for (const [person, contact, heading, url] of PEOPLE) {
  test(`sign-in by code of the ${person}`, async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    await signInByCode(page, contact);
    await expect(page).toHaveURL(url);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    // Who is signed in is not asked to sign in again.
    await page.goto("/sign-in");
    await expect(page).toHaveURL(url);
  });
}

test("the waiting customer sees where the request stands", async ({ as }) => {
  const page = await as("+1 202 555 0103");
  await page.goto("/sellers/find");
  await page.getByRole("searchbox", { name: "Search sellers" }).fill("Alpine");
  const seller = page.getByRole("listitem").filter({ hasText: "Alpine Tools" });
  await expect(seller.getByText("Requested").first()).toBeVisible();
  await expect(seller.getByRole("button", { name: "Request access" })).toHaveCount(0);
});

test("a deep link wins over the usual place", async ({ page }) => {
  await page.goto("/vendor/alpine-tools/orders");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signInByCode(page, "ada@example.com");
  await expect(page).toHaveURL("/vendor/alpine-tools/orders");
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
});

test("a next that leads elsewhere is not followed", async ({ page, baseURL }) => {
  await page.goto("/sign-in?next=https%3A%2F%2Fevil.example%2F");
  await signInByCode(page, "nina@example.com");
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test("a malformed contact and a wrong code are told beside their field, and nothing typed is lost", async ({
  page,
}) => {
  await page.goto("/sign-in");
  const contact = page.getByRole("textbox", { name: "Mobile number or email" });
  for (const wrong of ["12", "nina@", "+1 202 555 01", "+1 900 555 0100"]) {
    await contact.fill(wrong);
    await page.getByRole("button", { name: "Send code" }).click();
    await expect(contact).toHaveAttribute("aria-invalid", "true");
    await expect(contact).toHaveValue(wrong);
  }
  await contact.fill("omar@example.com");
  await page.getByRole("button", { name: "Send code" }).click();
  const code = page.getByRole("textbox", { name: "Code" });
  await code.fill("12ab");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(code).toHaveAttribute("aria-invalid", "true");
  await expect(page).toHaveURL(/\/sign-in/);
});
