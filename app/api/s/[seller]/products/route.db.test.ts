import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { actingAs } from "@/prisma/factories/scopes";
import { type CreatedCustomer, type CreatedSeller, createCustomer, createSeller } from "@/prisma/factories/sellers";
import { createProduct } from "@/prisma/factories/trade";
import { GET } from "./route";

afterAll(closeDb);

let seller: CreatedSeller;
let customer: CreatedCustomer;

beforeAll(async () => {
  seller = await createSeller();
  customer = await createCustomer({ seller });
  await createProduct({ seller, name: "Apple", price: 900 });
  await createProduct({ seller, name: "Pear", price: 800 });
});

const get = (user: string | undefined, slug: string, query = "") =>
  actingAs(user ? { user } : {}, () =>
    GET(new Request(`http://localhost/api/s/${slug}/products${query}`), { params: Promise.resolve({ seller: slug }) }),
  );

describe("GET /api/s/[seller]/products", () => {
  it("answers with the seller's id, uncached", async () => {
    const response = await get(customer.userId, seller.slug, "?limit=1");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toMatchObject({
      sellerId: seller.id,
      items: [{ name: "Apple", price: 900 }],
      nextCursor: expect.any(String),
    });
  });

  it.each([
    "?limit=0",
    "?limit=101",
    "?limit=x",
    "?cursor=x",
    "?cursor=WzFd",
    "?category=x",
    `?search=${"x".repeat(101)}`,
  ])("refuses %s with a sentence", async (query) => {
    const response = await get(customer.userId, seller.slug, query);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(Object.values(error.fields)).toEqual([expect.stringMatching(/^[A-Z].*\.$/)]);
  });

  it("is closed to strangers and to customers of other sellers", async () => {
    expect((await get(undefined, seller.slug)).status).toBe(401);
    const { userId } = await createCustomer({ seller: await createSeller() });
    expect((await get(userId, seller.slug)).status).toBe(404);
    expect((await get(customer.userId, "no-such-seller")).status).toBe(404);
  });
});
