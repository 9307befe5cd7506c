import type { Page } from "@playwright/test";
import { systemDb } from "@/prisma/factories/db";
import { createHouse, type House } from "@/prisma/factories/world";
import { baseUrl, expect, signIn, test } from "../support/test";

test("a forged header, cookie or body naming another seller has no effect, and reaching for it is audited", async ({
  browser,
  house,
}) => {
  const other = await createHouse();
  const context = await browser.newContext({ baseURL: baseUrl() });
  await signIn(context, house.admin.id);
  const url = baseUrl();
  await context.addCookies(
    ["seller", "sellerId", "store", "tradehall.seller"].map((name) => ({ name, value: other.seller.slug, url })),
  );
  const headers = {
    "x-seller": other.seller.slug,
    "x-seller-id": other.seller.id,
    "x-user-id": other.admin.id,
    "x-path": `/vendor/${other.seller.slug}`,
    "x-client-ip": "203.0.113.9",
    "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
    "x-original-url": `/api/vendor/${other.seller.slug}/products`,
    "x-rewrite-url": `/api/vendor/${other.seller.slug}/products`,
  };
  const own = await context.request.get(
    `/api/vendor/${house.seller.slug}/products?sellerId=${other.seller.id}&seller=${other.seller.slug}`,
    { headers },
  );
  expect(own.status()).toBe(200);
  const text = await own.text();
  expect(JSON.parse(text)).toMatchObject({ sellerId: house.seller.id });
  expect(text).toContain(house.product.sku);
  expect(text).not.toContain(other.product.sku);

  const foreign = await context.request.get(`/api/vendor/${other.seller.slug}/products`, { headers });
  expect(foreign.status()).toBe(404);
  const events = await systemDb().auditEvent.findMany({ where: { actorId: house.admin.id, action: "access.refused" } });
  expect(events).toEqual([
    expect.objectContaining({ sellerId: other.seller.id, targetKind: "portal", targetId: other.seller.slug }),
  ]);
  // The address of the audit is the connection's, not the one that the request claims.
  expect(events[0]?.ip).not.toBe("203.0.113.9");
  await context.close();
});

test("another seller's product id under one's own address is not found, as JSON and as a page", async ({
  as,
  house,
}) => {
  const other = await createHouse();
  const page = await as(house.admin.id);
  const slug = house.seller.slug;
  expect((await page.request.get(`/api/vendor/${slug}/products/${house.product.id}`)).status()).toBe(200);
  expect((await page.request.get(`/api/vendor/${slug}/products/${other.product.id}`)).status()).toBe(404);
  const shown = await page.request.get(`/vendor/${slug}/products/${other.product.id}`);
  expect(await shown.text()).not.toContain(other.product.sku);
});

test("malformed addresses, ids, cursors and limits are refused in a sentence, as nobody's and as anybody's", async ({
  as,
  house,
}) => {
  const page = await as(house.admin.id);
  const base = `/api/vendor/${house.seller.slug}`;
  const refused = [
    `${base}/products?cursor=garbage`,
    `${base}/products?limit=0`,
    `${base}/products?limit=1e9`,
    `${base}/products?limit=many`,
    `${base}/orders?cursor=W10`,
    `${base}/products/not-an-id`,
  ];
  for (const address of refused) {
    const response = await page.request.get(address);
    expect([400, 404], address).toContain(response.status());
    const { error } = await response.json();
    expect(error.message, address).toMatch(/^[A-Z].*[.]$/);
    expect(JSON.stringify(error), address).not.toMatch(/prisma|select|postgres|stack|zod/i);
  }
  for (const slug of ["%00", "..%2f..%2fadmin", "'%20OR%201=1--", "A".repeat(3000), "%F0%9F%90%9F"]) {
    const response = await page.request.get(`/api/vendor/${slug}/products`);
    expect([400, 404, 414], slug).toContain(response.status());
  }
});

test("a page of one seller cannot be continued with another seller's cursor", async ({ as, house }) => {
  const other = await createHouse();
  const mine = await as(house.admin.id);
  const theirs = await as(other.admin.id);
  const first = await (await theirs.request.get(`/api/vendor/${other.seller.slug}/products?limit=1`)).json();
  expect(first.nextCursor).not.toBeNull();
  const response = await mine.request.get(
    `/api/vendor/${house.seller.slug}/products?limit=5&cursor=${first.nextCursor}`,
  );
  const text = await response.text();
  for (const secret of [other.product.sku, other.other.sku, other.seller.id]) expect(text).not.toContain(secret);
});

/** The customer adds a product in the shop; answers with the action's request, to be sent again. */
async function catchAdding(page: Page, house: House) {
  await page.goto(`/s/${house.seller.slug}`);
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && request.headers()["next-action"] !== undefined,
  );
  await page.getByRole("button", { name: /^Add/ }).first().click();
  const request = await sent;
  await request.response();
  const { "next-action": action = "", "content-type": type = "", accept = "" } = request.headers();
  const replay = (headers: Record<string, string>, data: string | Buffer) =>
    page.request.post(request.url(), {
      headers: { "next-action": action, "content-type": type, accept, ...headers },
      data,
    });
  return { request, replay };
}

test("server actions with a foreign or missing Origin are refused, and nothing is written", async ({ as, house }) => {
  const page = await as(house.buyer.id);
  const { request, replay } = await catchAdding(page, house);
  const lines = () =>
    systemDb().cartLine.findMany({ where: { sellerId: house.seller.id, customerId: house.customer.id } });
  const before = await lines();
  const foreign: Record<string, string>[] = [{ origin: "https://evil.example" }, { origin: "null" }, {}];
  for (const headers of foreign) {
    const response = await replay(headers, request.postDataBuffer() ?? Buffer.alloc(0));
    expect(response.status(), JSON.stringify(headers)).toBe(403);
  }
  expect(await lines()).toEqual(before);
});

test("an action sent again with another seller's address and product in it is not found, and nothing is written", async ({
  as,
  house,
}) => {
  const other = await createHouse();
  const page = await as(house.buyer.id);
  const { request, replay } = await catchAdding(page, house);
  const body = (request.postData() ?? "")
    .replaceAll(house.seller.slug, other.seller.slug)
    .replaceAll(house.product.id, other.product.id);
  const response = await replay({ origin: baseUrl() }, body);
  expect(await response.text()).toContain("not_found");
  expect(await systemDb().cartLine.count({ where: { sellerId: other.seller.id } })).toBe(2);
});
