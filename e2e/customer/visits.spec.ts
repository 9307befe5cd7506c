import type { Page } from "@playwright/test";
import { systemDb } from "@/prisma/factories/db";
import type { House } from "@/prisma/factories/world";
import { baseUrl, expect, test } from "../support/test";

/** A customer who has never been in this shop. */
async function newcomer(house: House) {
  const where = { sellerId: house.seller.id, customerId: house.neighbourCustomer.id };
  await systemDb().visit.deleteMany({ where });
  await systemDb().customer.updateMany({
    where: { sellerId: house.seller.id, id: house.neighbourCustomer.id },
    data: { lastVisitAt: null },
  });
  return { where, visits: () => systemDb().visit.findMany({ where, orderBy: { visitedAt: "asc" } }) };
}

/** As if the clock had moved on. */
async function minutesPass(house: House, minutes: number): Promise<void> {
  const past = `${minutes} minutes`;
  const [sellerId, id] = [house.seller.id, house.neighbourCustomer.id];
  await systemDb()
    .$executeRaw`UPDATE customers SET last_visit_at = last_visit_at - ${past}::interval WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid`;
  await systemDb()
    .$executeRaw`UPDATE visits SET visited_at = visited_at - ${past}::interval, last_seen_at = last_seen_at - ${past}::interval
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${id}::uuid`;
}

const enter = async (page: Page, house: House, path = "") => {
  await page.goto(`/s/${house.seller.slug}${path}`);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
};

test("ten reloads are one visit, with what was looked at and for how long; after 31 minutes there is a second one", async ({
  as,
  house,
}) => {
  const { visits } = await newcomer(house);
  const page = await as(house.neighbour.id);
  await enter(page, house);
  await expect.poll(async () => (await visits()).length).toBe(1);
  for (let n = 0; n < 10; n++) await enter(page, house);
  await page.getByRole("link", { name: "Orders", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  await enter(page, house, "/basket?from=mail");
  const pages = async () => {
    const [visit] = await visits();
    return Object.keys(visit?.pages ?? {}).sort();
  };
  await expect.poll(pages).toEqual(["basket", "orders", "shop"]);
  // On leaving, the browser says how long the page was looked at.
  await expect.poll(async () => (await visits())[0]?.seconds).toBeGreaterThan(0);
  expect(await visits()).toMatchObject([
    { device: "desktop", browser: expect.stringMatching(/^Chrome \d+$/), country: "ZZ" },
  ]);
  await minutesPass(house, 31);
  await enter(page, house);
  await expect.poll(async () => (await visits()).length).toBe(2);
  await expect(page.getByText(`${house.seller.name} sees when you are here`)).toBeVisible();
});

test("robots, prefetches, HEAD and members are no visitors, and nobody says where they come from but the connection", async ({
  as,
  house,
}) => {
  const { visits } = await newcomer(house);
  const page = await as(house.neighbour.id);
  const url = `/s/${house.seller.slug}`;
  const agent = await page.evaluate(() => navigator.userAgent);
  const get = (headers: Record<string, string>) =>
    page.request.get(url, { headers: { "user-agent": agent, ...headers } });
  const uncounted: Record<string, string>[] = [
    { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
    { "user-agent": "" },
    { "sec-purpose": "prefetch;prerender" },
    { rsc: "1", "next-router-prefetch": "1" },
  ];
  for (const headers of uncounted) await get(headers);
  await page.request.head(url, { headers: { "user-agent": agent } });
  // A beat of another shop's page tells nothing of this one.
  const beat = (address: string, headers: Record<string, string> = {}) =>
    page.request.post(`/api${url}/visit`, {
      data: { page: address, seconds: 5 },
      headers: { origin: baseUrl(), "user-agent": agent, ...headers },
    });
  expect((await beat("/s/harbor-foods")).status()).toBe(200);
  expect((await beat(url, { origin: "https://evil.example" })).status()).toBe(403);
  const member = await as(house.admin.id);
  await member.goto(url);
  expect(await visits()).toEqual([]);
  // What counts: a page, whatever the request claims to be and to come from. This machine is a named proxy here: what it forwards has tests of its own.
  const forged = {
    "x-client-ip": "193.99.144.80",
    "x-client-country": "FR",
    "cf-ipcountry": "FR",
  };
  expect((await get({ ...forged, "x-page-view": "0" })).status()).toBe(200);
  await expect
    .poll(async () => (await visits()).map(({ ip, country }) => [ip, country]))
    .toEqual([[expect.stringMatching(/^(127\.0\.0\.1|::1)$/), "ZZ"]]);
});
