import type { Browser, Page } from "@playwright/test";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createCustomer } from "@/prisma/factories/sellers";
import { createHouse } from "@/prisma/factories/world";
import { baseUrl, expect, messageTo, signIn, signInByCode, test, userOf } from "../support/test";

const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1440, height: 900 };

async function device(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({
    baseURL: baseUrl(),
    viewport,
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  await context.addCookies([{ name: "locale", value: "en", url: baseUrl() }]);
  return page;
}

const step = (page: Page, name: string) => page.getByRole("heading", { level: 2, name, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

async function fillBusiness(page: Page, name: string) {
  await field(page, "Name").fill(name);
  await field(page, "Legal name").fill(`${name} GmbH`);
  await field(page, "Registration number").fill("HRB 12345");
}

/** Submitted, through every step, by somebody who is signed in. */
async function openQuickly(page: Page, name: string, slug: string) {
  await page.goto("/onboarding");
  await fillBusiness(page, name);
  await button(page, "Save and continue").click();
  await expect(step(page, "Shop")).toBeVisible();
  await field(page, "Shop address").fill(slug);
  await field(page, "Street").fill("Market Street 1");
  await field(page, "Town").fill("Berlin");
  await button(page, "Save and continue").click();
  await expect(step(page, "Client list")).toBeVisible();
}

test("an error goes when its field is valid again, and a chosen country brings its currency and time zone", async ({
  browser,
}) => {
  const page = await device(browser, LAPTOP);
  const person = await createUser({ name: "Careful Opener" });
  await signIn(page.context(), person.id);
  await page.goto("/onboarding");
  const choice = (name: string) => page.getByRole("combobox", { name, exact: true });
  await expect(choice("Time zone")).toHaveValue("Europe/Berlin");
  await choice("Country").selectOption("JP");
  await expect(choice("Currency")).toHaveValue("JPY");
  await expect(choice("Time zone")).toHaveValue("Asia/Tokyo");
  await choice("Time zone").selectOption("Asia/Seoul");
  await choice("Country").selectOption("US");
  await expect(choice("Currency")).toHaveValue("USD");
  // Chosen by oneself, it stays.
  await expect(choice("Time zone")).toHaveValue("Asia/Seoul");

  const missing = page.getByText("Give the name that the business is registered under.");
  const unnamed = page.getByText("Say what the business is called.");
  await choice("Country").selectOption("");
  await button(page, "Save and continue").click();
  await expect(missing).toBeVisible();
  await expect(page.getByText("Choose a country from the list.")).toBeVisible();
  await field(page, "Legal name").fill("Careful");
  await expect(missing).toHaveCount(0);
  await expect(field(page, "Legal name")).not.toHaveAttribute("aria-invalid", "true");
  await expect(unnamed).toBeVisible();
  await choice("Country").selectOption("DE");
  await expect(page.getByText("Choose a country from the list.")).toHaveCount(0);
  await field(page, "Name").fill("Careful Shop");
  await button(page, "Save and continue").click();
  await expect(step(page, "Shop")).toBeVisible();
  await button(page, "Save and continue").click();
  const street = page.getByText("Give the street and number.");
  await expect(street).toBeVisible();
  await field(page, "Street").fill("Market Street 1");
  await expect(street).toHaveCount(0);
  await page.context().close();
});

test("a stranger opens a shop: begun on a phone, resumed on a laptop, sent back, approved, and listed people are in", async ({
  browser,
  as,
}) => {
  test.setTimeout(240_000);
  const slug = unique("grocer");
  const name = `Grocer ${slug}`;
  const email = `${slug}@example.com`;
  // Three who are users already, and customers of somebody else.
  const house = await createHouse();
  const people = await Promise.all([1, 2, 3].map((n) => createUser({ name: `Listed ${n}` })));
  for (const user of people) await createCustomer({ seller: house.seller, user });

  const phone = await device(browser, PHONE);
  await phone.goto("/");
  await phone.getByRole("link", { name: "Open your shop" }).first().click();
  await signInByCode(phone, email);
  await field(phone, "Name").fill("Sam Stranger");
  await button(phone, "Continue").click();
  await expect(phone.getByRole("heading", { level: 1, name: "Open your shop" })).toBeVisible();
  // Guessed from the browser.
  await expect(phone.getByRole("combobox", { name: "Country" })).toHaveValue("DE");
  await expect(phone.getByRole("combobox", { name: "Currency" })).toHaveValue("EUR");
  await expect(phone.getByRole("combobox", { name: "Time zone" })).toHaveValue("Europe/Berlin");
  await field(phone, "Name").fill(name);
  await field(phone, "Legal name").click();
  await expect(phone.getByText("Saved as you type.")).toBeVisible();
  await expect(phone).toHaveURL(/\/onboarding\/draft-\w+\/business$/);
  await button(phone, "Save and continue").click();
  await expect(phone.getByText("Give the name that the business is registered under.")).toBeVisible();
  await phone.reload();
  await expect(field(phone, "Name")).toHaveValue(name);
  await fillBusiness(phone, name);
  await button(phone, "Save and continue").click();

  await expect(step(phone, "Shop")).toBeVisible();
  await field(phone, "Shop address").fill("harb0r-foods");
  await field(phone, "Street").fill("Market Street 1");
  await expect(phone.getByText("This looks like another seller's address.")).toBeVisible();
  await field(phone, "Shop address").fill("admin");
  await field(phone, "Town").fill("Berlin");
  await expect(phone.getByText("The platform keeps this address for itself.")).toBeVisible();
  await button(phone, "Save and continue").click();
  await expect(phone.getByText("The platform keeps this address for itself.")).toBeVisible();
  await field(phone, "Shop address").fill(slug);
  // Back and forth: nothing is lost.
  await phone.getByRole("link", { name: "Back" }).click();
  await expect(step(phone, "Business")).toBeVisible();
  await expect(field(phone, "Registration number")).toHaveValue("HRB 12345");
  await button(phone, "Save and continue").click();
  await expect(field(phone, "Shop address")).toHaveValue(slug);
  await expect(field(phone, "Town")).toHaveValue("Berlin");
  await button(phone, "Save and continue").click();
  await expect(step(phone, "Client list")).toBeVisible();
  await expect(phone).toHaveURL(`${baseUrl()}/onboarding/${slug}/clients`);
  // Skipping ahead leads to what is missing.
  await phone.goto(`/onboarding/${slug}/review`);
  await expect(step(phone, "Client list")).toBeVisible();
  await phone.context().close();

  const laptop = await device(browser, LAPTOP);
  await laptop.goto("/sign-in");
  await signInByCode(laptop, email);
  await expect(laptop).toHaveURL(`${baseUrl()}/onboarding`);
  await laptop.getByRole("link", { name: `Continue with ${name}` }).click();
  await expect(step(laptop, "Client list")).toBeVisible();
  const listed = people.map(({ contacts }) => `${contacts[0]?.value},Listed`);
  const others = Array.from({ length: 497 }, (_, n) => `${slug}-client-${n}@example.com,Client ${n}`);
  const pasted = laptop.getByRole("textbox", { name: "Or paste rows" });
  await pasted.fill(["Email,Name", ...listed, ...others].join("\n"));
  await expect(laptop.getByText("Saved as you type.")).toBeVisible();
  // Going on without them is no way to lose them, and neither is a reload.
  await button(laptop, "Continue").click();
  await expect(laptop.getByText("These rows are not on your list yet.")).toBeVisible();
  await expect(pasted).toBeFocused();
  await laptop.reload();
  await expect(pasted).toHaveValue(/^Email,Name\n/);
  await laptop.getByRole("button", { name: "Use pasted rows" }).click();
  await button(laptop, "Continue").click();
  await expect(laptop.getByText("Import them, or choose another file to leave them out.")).toBeVisible();
  await laptop.getByRole("button", { name: /500/ }).click();
  await expect(laptop.getByText("500 clients are on the list.")).toBeVisible({ timeout: 60_000 });
  await laptop.reload();
  await expect(laptop.getByText("500 clients are on the list.")).toBeVisible();
  await expect(pasted).toHaveCount(0);
  await button(laptop, "Continue").click();
  await expect(step(laptop, "Members")).toBeVisible();
  await button(laptop, "Continue").click();
  await expect(step(laptop, "Review")).toBeVisible();
  await expect(laptop.getByText("HRB 12345")).toBeVisible();
  await button(laptop, "Submit for approval").click();
  await expect(laptop.getByRole("heading", { name: "Submitted. What happens now" })).toBeVisible();

  // Nobody is in, and nobody sees it, before it opens.
  const guest = await as(people[0]?.id ?? "");
  await guest.goto(`${baseUrl()}/sellers`);
  await expect(guest.getByRole("link", { name })).toHaveCount(0);
  await guest.goto(`${baseUrl()}/onboarding/${slug}/review`);
  await expect(guest.getByRole("heading", { level: 1, name: "Open your shop" })).toHaveCount(0);

  const operator = await as("operator@example.com");
  await operator.goto(`${baseUrl()}/admin/sellers/${slug}`);
  await button(operator, "Send back").click();
  const asked = operator.getByRole("alertdialog");
  await asked.getByRole("textbox", { name: "Reason" }).fill("Which register is the number of?");
  await asked.getByRole("button", { name: "Send back" }).click();
  await expect(asked).toBeHidden();
  await messageTo(laptop.request, email, /Which register is the number of\?/);

  await laptop.goto("/onboarding");
  await laptop.getByRole("link", { name: `Continue with ${name}` }).click();
  await expect(laptop.getByText("Which register is the number of?")).toBeVisible();
  await laptop.getByRole("link", { name: "Edit Business" }).click();
  await field(laptop, "Registration number").fill("HRB 12345, Berlin");
  await button(laptop, "Save and continue").click();
  await expect(step(laptop, "Shop")).toBeVisible();
  await laptop.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: "Review" }).click();
  await button(laptop, "Submit for approval").click();
  await expect(laptop.getByRole("heading", { name: "Submitted. What happens now" })).toBeVisible();

  await operator.goto(`${baseUrl()}/admin/sellers/${slug}`);
  await button(operator, "Approve seller").click();
  await asked.getByRole("button", { name: "Approve seller" }).click();
  await expect(asked).toBeHidden();
  for (const { id } of people) {
    const page = await as(id);
    await page.goto(`${baseUrl()}/sellers`);
    await expect(page.getByRole("link", { name }).first()).toBeVisible();
  }
  await laptop.goto(`/onboarding/${slug}`);
  await expect(laptop).toHaveURL(`${baseUrl()}/vendor/${slug}`);
});

test("drafts stand beside each other, are discarded one by one, and nobody else's can be opened", async ({ as }) => {
  const owner = await createUser({ name: "Two Shops" });
  const page = await as(owner.id);
  const [first, second] = [unique("first"), unique("second")];
  for (const slug of [first, second]) await openQuickly(page, `Shop ${slug}`, slug);
  const other = await as((await createUser({ name: "Curious" })).id);
  for (const path of [`/onboarding/${first}`, `/onboarding/${first}/shop`, `/vendor/${first}`]) {
    await other.goto(`${baseUrl()}${path}`);
    await expect(other.getByText("There is nothing at this address").first()).toBeVisible();
  }
  await page.goto(`${baseUrl()}/onboarding`);
  await expect(page.getByText("Next step: Client list")).toHaveCount(2);
  await button(page, `Discard Shop ${first}`).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("link", { name: `Continue with Shop ${first}` })).toHaveCount(0);
  await expect(page.getByRole("link", { name: `Continue with Shop ${second}` })).toBeVisible();
  const row = await systemDb().seller.findFirstOrThrow({ where: { name: `Shop ${first}` } });
  expect(row.status).toBe("terminated");
});

test("whoever came by a mobile number proves an e-mail first", async ({ browser }) => {
  const number = "+1 202 555 0173";
  await systemDb().contact.deleteMany({
    where: { userId: await userOf(number).catch(() => "00000000-0000-0000-0000-000000000000") },
  });
  const page = await device(browser, PHONE);
  await page.goto("/onboarding");
  await signInByCode(page, number);
  const naming = field(page, "Name");
  await naming.fill("Pat Phone");
  await button(page, "Continue").click();
  await expect(page.getByText("First, an email address")).toBeVisible();
  const email = `${unique("pat")}@example.com`;
  const since = new Date(Date.now() - 2_000);
  await field(page, "Mobile number or email").fill(email);
  await button(page, "Send code").click();
  await expect(field(page, "Code")).toBeVisible();
  const { text } = await messageTo(page.request, email, /\b\d{6}\b/, since);
  await field(page, "Code").fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
  await button(page, "Add email").click();
  await expect(field(page, "Legal name")).toBeVisible();
});
