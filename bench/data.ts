import { systemDb } from "@/prisma/factories/db.ts";
import { createSession, createUser } from "@/prisma/factories/people.ts";
import { type CreatedCustomer, createCustomer, createMember, createSeller } from "@/prisma/factories/sellers.ts";
import {
  type CreatedProduct,
  createCategory,
  createPriceList,
  createProducts,
  orderRows,
} from "@/prisma/factories/trade.ts";

const SELLERS = 50;
const PRODUCTS = 200;
const CUSTOMERS = 4;
const ORDERS = 60;

/** Somebody signed in: for us with a cookie, for the bare server with the session's id alone. */
export type Visitor = { slug: string; sessionId: string; cookie: string };
export type BenchData = { customers: Visitor[]; members: Visitor[] };

/** 50 sellers × 200 products in 8 categories, prices of its own for half of them, four customers with 60 orders, one member each. */
export async function createBenchData(): Promise<BenchData> {
  const data: BenchData = { customers: [], members: [] };
  for (let index = 0; index < SELLERS; index++) await createHouse(data);
  return data;
}

async function createHouse(data: BenchData): Promise<void> {
  const seller = await createSeller();
  const slug = seller.slug;
  const products: CreatedProduct[] = [];
  for (let position = 0; position < 8; position++) {
    const category = await createCategory({ seller, position });
    products.push(
      ...(await createProducts(PRODUCTS / 8, {
        seller,
        category,
        unit: "case of 12",
        picture: "/pictures/box.svg",
        price: 990 + position,
      })),
    );
  }
  const items = products.filter((_, index) => index % 2 === 0).map((product) => ({ product, price: 880 }));
  const priceList = await createPriceList({ seller, items });
  const customers: CreatedCustomer[] = [];
  for (let index = 0; index < CUSTOMERS; index++) {
    const customer = await createCustomer({
      seller,
      user: await createUser({ company: "Corner Shop" }),
      priceList,
      visited: true,
    });
    customers.push(customer);
    data.customers.push(await signIn(slug, customer.userId));
  }
  const member = await createMember({ seller });
  data.members.push(await signIn(slug, member.userId));

  const orders = Array.from({ length: ORDERS }, (_, index) => {
    const customer = customers[index % customers.length];
    if (!customer) throw new Error("no customers");
    const lines = products.slice(index, index + 3).map((product) => ({ product, quantity: 5 }));
    return orderRows({
      seller,
      customer,
      number: 1001 + index,
      lines,
      poNumber: `PO-${index}`,
      placedAt: new Date(Date.now() - (ORDERS - index) * 3_600_000),
    });
  });
  const db = systemDb();
  await db.order.createMany({ data: orders.map(({ order }) => order) });
  await db.orderLine.createMany({ data: orders.flatMap(({ lines }) => lines) });
}

async function signIn(slug: string, userId: string): Promise<Visitor> {
  const { sessionId, cookie } = await createSession(userId);
  return { slug, sessionId, cookie: `${cookie.name}=${cookie.value}` };
}
