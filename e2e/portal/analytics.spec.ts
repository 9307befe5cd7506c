import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { dayIn } from "@/lib/days";
import { NEVER } from "@/lib/visits/rules";
import { systemDb } from "@/prisma/factories/db";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createVisit } from "@/prisma/factories/visits";
import type { House } from "@/prisma/factories/world";
import { expect, test } from "../support/test";

const HOUR = 3_600_000;

/** Visits of the house's neighbour and of somebody who never came before, one every few hours: the last one first. */
async function visitsOf(house: House, count: number, country = "US") {
  const customer = await createCustomer({ seller: house.seller, name: "Greta Grocer", company: "Corner Deli" });
  for (let n = count; n > 0; n--) {
    const at = new Date(Date.now() - n * 3 * HOUR);
    await createVisit({ customer, at, visitor: { country, device: n % 2 ? "phone" : "desktop" } });
    await createVisit({
      customer,
      at: new Date(at.getTime() + 90_000),
      page: { kind: "search", about: "oat milk" },
      seconds: 60,
    });
  }
  return customer;
}

const visitRows = (page: Page) => page.getByRole("table", { name: "Visits", exact: true }).getByRole("row");
const figure = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "Figures" })
    .locator("dl > div")
    .filter({ has: page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) }) })
    .locator("dd")
    .first();

test("country, days, customer and what was not ordered narrow the analytics together, in the address", async ({
  as,
  house,
}) => {
  const greta = await visitsOf(house, 4, "DE");
  const page = await as(house.admin.id);
  await page.goto(`/vendor/${house.seller.slug}/analytics`);
  await expect(page.getByRole("heading", { name: "Analytics", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/^Analytics · /);
  // The house has two visitors of its own.
  await expect(figure(page, "Visits")).toHaveText("6");
  await expect(visitRows(page)).toHaveCount(7);

  await expect(async () => {
    await page.getByRole("combobox", { name: "Country" }).selectOption("DE");
    await expect(page).toHaveURL(/country=DE/, { timeout: 2000 });
  }).toPass();
  await expect(figure(page, "Visits")).toHaveText("4");
  await expect(figure(page, "Different customers")).toHaveText("1");
  await expect(visitRows(page)).toHaveCount(5);

  await page.getByRole("combobox", { name: "Customer" }).fill("Neigh");
  await page.getByRole("option", { name: /Neighbour/ }).click();
  await expect(page).toHaveURL(new RegExp(`customer=${house.neighbourCustomer.id}`));
  await expect(page.getByText("No visit matches")).toBeVisible();

  const customers = page.getByRole("combobox", { name: "Customer" });
  await customers.fill("Corner");
  await expect(page.getByRole("option", { name: /Corner Deli/ })).toBeVisible();
  await customers.press("ArrowDown");
  await customers.press("Enter");
  await expect(customers).toHaveValue("Corner Deli");
  await page.getByRole("button", { name: "7 days" }).click();
  // At once, before the screen shows what was chosen first.
  await page.getByRole("checkbox", { name: "Without an order" }).click();
  await expect(page.getByRole("checkbox", { name: "Without an order" })).toBeChecked();
  await expect(page).toHaveURL(/from=.*to=.*ordered=no|ordered=no.*from=.*to=/);
  await expect(visitRows(page)).toHaveCount(5);
  await page.reload();
  await expect(customers).toHaveValue("Corner Deli");
  await expect(page.getByRole("button", { name: "7 days" })).toHaveAttribute("aria-pressed", "true");
  await expect(visitRows(page)).toHaveCount(5);
  const file = await page.request.get(
    (await page.getByRole("link", { name: "Export CSV" }).getAttribute("href")) ?? "no file",
  );
  expect((await file.text()).trim().split("\n")).toHaveLength(5);
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(visitRows(page)).toHaveCount(7);
  await page.goto(`/vendor/${house.seller.slug}/analytics?customer=${greta.id}&from=2026-13-01`);
  await expect(page.getByText("was not understood and is ignored")).toBeVisible();
  await expect(visitRows(page)).toHaveCount(7);
});

test("days that make no range are said beside the field, and the last range stays", async ({ as, house }) => {
  const page = await as(house.admin.id);
  await page.goto(`/vendor/${house.seller.slug}/analytics?from=2026-01-01&to=2026-01-31`);
  const from = page.getByLabel("From", { exact: true });
  await expect(async () => {
    await from.fill("2026-02-15");
    await from.blur();
    await expect(page.getByText("The last day must not be before the first.")).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page).toHaveURL(/from=2026-01-01/);
  await from.fill("2026-01-15");
  await expect(page).toHaveURL(/from=2026-01-15/);
});

test("chart and heat map are walked through by arrow keys, and say what the tables say", async ({ as, house }) => {
  await visitsOf(house, 12);
  const page = await as(house.admin.id);
  await page.goto(`/vendor/${house.seller.slug}/analytics`);
  const rows = page.getByRole("table", { name: "Visits per day" }).getByRole("row");
  await expect(rows).toHaveCount(31);
  const table = (await rows.allInnerTexts()).slice(1).map((row) => row.trim().split(/\s*\t\s*/));
  expect(table.reduce((sum, [, visits]) => sum + Number(visits), 0)).toBe(14);

  const chart = page.getByRole("figure", { name: "Visits per day" });
  await chart.locator("svg").first().focus();
  await page.keyboard.press("ArrowRight");
  for (let n = 0; n < 31; n++) await page.keyboard.press("ArrowRight");
  const said = chart.getByRole("status");
  await expect(said).toContainText(`Visits: ${table[0]?.[1]}`);
  await expect(said).toContainText(`Different customers: ${table[0]?.[2]}`);
  await page.keyboard.press("ArrowLeft");
  await expect(said).toContainText(`Visits: ${table[1]?.[1]}`);

  const grid = page.getByRole("grid", { name: "By weekday and hour" });
  const labels = await grid
    .getByRole("gridcell")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label") ?? ""));
  expect(labels).toHaveLength(7 * 24);
  const counts = labels.map((label) => Number(/: (\d+) visits?$/.exec(label)?.[1] ?? 0));
  expect(counts.reduce((sum, visits) => sum + visits, 0)).toBe(14);
  await grid.locator('[tabindex="0"]').focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(grid.locator(":focus")).toHaveAttribute("aria-label", /^\w+day, 1:00\s*[–-]\s*1:59\s*AM: /);
});

test("a link to a visit opens it, also when it is not on the list's first page; closing returns to the list", async ({
  as,
  house,
}) => {
  await visitsOf(house, 60);
  const [oldest] = await systemDb().visit.findMany({
    where: { sellerId: house.seller.id },
    orderBy: { visitedAt: "asc" },
    take: 1,
  });
  const page = await as(house.admin.id);
  await page.goto(`/vendor/${house.seller.slug}/analytics?visit=${oldest?.id}`);
  const sheet = page.getByRole("dialog", { name: "Visit of Corner Deli" });
  await expect(sheet.getByText("Search: oat milk")).toBeVisible();
  await expect(sheet.getByText("203.0.113.7")).toBeVisible();
  await expect(page.locator(`#visit-${oldest?.id}`)).toHaveCount(0);
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page).toHaveURL(/\/analytics$/);

  await expect(visitRows(page)).toHaveCount(51);
  await page.getByRole("button", { name: "Load more" }).first().click();
  await expect(visitRows(page)).toHaveCount(63);
  const row = page.locator(`#visit-${oldest?.id}`);
  await row.click();
  await expect(sheet).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`visit=${oldest?.id}`));
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();
  await page.goto(`/vendor/${house.seller.slug}/analytics?visit=${house.seller.id}`);
  await expect(page.getByText("does not exist any more")).toBeVisible();
});

test("whoever comes is on the open page within five seconds; whoever loses the right to it learns no more", async ({
  as,
  house,
}) => {
  const greta = await createCustomer({ seller: house.seller, name: "Greta Grocer" });
  const admin = await as(house.admin.id);
  const live = admin.waitForResponse((response) => response.url().endsWith("/visits/live"));
  await admin.goto(`/vendor/${house.seller.slug}/analytics`);
  expect((await live).headers()["content-type"]).toContain("text/event-stream");
  const present = admin.getByRole("region", { name: "In the shop now" });
  await expect(present).toBeVisible();
  await expect(present.getByText("Greta Grocer")).toBeHidden();
  const shop = await as(greta.userId);
  await shop.goto(`/s/${house.seller.slug}`);
  // The page asks by itself only every 15 seconds.
  await expect(present.getByText("Greta Grocer")).toBeVisible({ timeout: 5_000 });
  await expect(figure(admin, "Visits")).toHaveText("3");
  await createMember({ seller: house.seller });
  await systemDb().member.updateMany({
    where: { sellerId: house.seller.id, userId: house.admin.id },
    data: { status: "deactivated" },
  });
  await expect(present).toBeHidden({ timeout: 20_000 });
});

test("before anybody came it says what it is for, and offers to invite", async ({ as }) => {
  const seller = await createSeller();
  const member = await createMember({ seller });
  const page = await as(member.userId);
  await page.goto(`/vendor/${seller.slug}/analytics`);
  await expect(page.getByText("No visits yet")).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite customers" })).toBeVisible();
  await expect(page.getByText("Nobody is in the shop at this moment.")).toBeVisible();
});

test("on a phone nothing is wider than the screen, and nothing serious stands in anybody's way", async ({
  as,
  house,
}) => {
  test.slow();
  const customer = await visitsOf(house, 12);
  const page = await as(house.admin.id);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/vendor/${house.seller.slug}/analytics?show=late`);
    await expect(page.getByRole("figure", { name: "Visits per day" }).locator("svg").first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  }
  await page.goto(`/vendor/${house.seller.slug}/customers/${customer.id}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByRole("link", { name: "Visited the shop: 2 pages, 1 min" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Visits", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/analytics\\?customer=${customer.id}`));
  await expect(visitRows(page)).toHaveCount(13);
});

test("a million visits stand in the figures, the chart and the heat map, and none of it is wider than a phone", async ({
  as,
  house: { seller, admin },
}) => {
  const sellerId = seller.id;
  const day = new Date(dayIn(seller.timeZone, new Date(Date.now() - 48 * HOUR)));
  const visits = 1_000_000;
  await systemDb().visitDay.createMany({
    data: { sellerId, day, country: "US", device: "phone", visits, ordered: 250_000 },
  });
  for (const country of ["all", "US"]) {
    await systemDb().visitHour.createMany({ data: { sellerId, country, day, hour: 9, visits, ordered: 250_000 } });
    await systemDb().visitGap.createMany({ data: { sellerId, country, day, gap: NEVER, visits } });
  }
  const page = await as(admin.id);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/vendor/${seller.slug}/analytics`);
    // Two of the house itself.
    await expect(figure(page, "Visits")).toHaveText("1,000,002");
    await expect(figure(page, "Different customers")).toHaveText("1,000,002");
    await expect(figure(page, "Visits with an order")).toHaveText("250,000");
    await expect(page.getByRole("table", { name: "Visits per day" }).getByText("1,000,000").first()).toBeVisible();
    await expect(page.getByRole("figure", { name: "Visits per day" }).locator("svg").first()).toBeVisible();
    await expect(page.getByRole("gridcell", { name: /: 1,000,000 visits$/ })).toHaveText("1M");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
