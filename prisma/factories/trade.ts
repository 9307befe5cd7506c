import { newId } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/orders/rules";
import { idAt, systemDb, unique } from "./db";

type SellerRef = { id: string };
type SellerWithCurrency = { id: string; currency: string };

export async function createCategory(options: {
  seller: SellerRef;
  name?: string;
  position?: number;
}): Promise<{ id: string; name: string }> {
  const row = {
    sellerId: options.seller.id,
    id: newId(),
    name: options.name ?? unique("Category"),
    position: options.position ?? 0,
  };
  await systemDb().category.createMany({ data: row });
  return row;
}

export type NewProduct = {
  seller: SellerRef;
  sku?: string;
  name?: string;
  description?: string | null;
  category?: { id: string } | null;
  unit?: string | null;
  picture?: string | null;
  /** Minor units. */
  price?: number;
  costPrice?: number | null;
  stock?: number;
  minQuantity?: number;
  status?: "active" | "archived";
  createdAt?: Date;
};
export type CreatedProduct = ReturnType<typeof productRow>;

export function productRow(options: NewProduct) {
  const createdAt = options.createdAt ?? new Date();
  const price = options.price ?? 1000;
  return {
    sellerId: options.seller.id,
    id: idAt(createdAt),
    sku: options.sku ?? unique("SKU").toUpperCase(),
    name: options.name ?? "Test product",
    description: options.description ?? null,
    categoryId: options.category?.id ?? null,
    unit: options.unit ?? null,
    picture: options.picture ?? null,
    price: BigInt(price),
    costPrice: options.costPrice === null ? null : BigInt(options.costPrice ?? Math.round(price * 0.6)),
    stock: options.stock ?? 1000,
    minQuantity: options.minQuantity ?? 1,
    status: options.status ?? "active",
    createdAt,
    updatedAt: createdAt,
  } satisfies Prisma.ProductCreateManyInput;
}

export async function createProduct(options: NewProduct): Promise<CreatedProduct> {
  const row = productRow(options);
  await systemDb().product.createMany({ data: row });
  return row;
}

/** `count` products with the same options, named "Product 1", "Product 2", … */
export async function createProducts(count: number, options: NewProduct): Promise<CreatedProduct[]> {
  const rows = Array.from({ length: count }, (_, index) =>
    productRow({
      ...options,
      name: `${options.name ?? "Product"} ${index + 1}`,
    }),
  );
  await systemDb().product.createMany({ data: rows });
  return rows;
}

export type NewPriceList = {
  seller: SellerRef;
  name?: string;
  items?: { product: { id: string }; price: number }[];
};

export async function createPriceList({
  seller,
  name = unique("Price list"),
  items = [],
}: NewPriceList): Promise<{ id: string; name: string }> {
  const db = systemDb();
  const id = newId();
  await db.priceList.createMany({ data: { sellerId: seller.id, id, name } });
  const rows = items.map(({ product, price }) => ({
    sellerId: seller.id,
    priceListId: id,
    productId: product.id,
    price: BigInt(price),
  }));
  if (rows.length > 0) await db.priceListItem.createMany({ data: rows });
  return { id, name };
}

type CustomerRef = { id: string; sellerId: string; userId: string };
type LineProduct = Pick<CreatedProduct, "id" | "sku" | "name" | "unit" | "price">;

export async function createCart(options: {
  customer: CustomerRef;
  lines: { product: { id: string }; quantity?: number }[];
}): Promise<{ id: string }> {
  const { sellerId, id: customerId } = options.customer;
  const cartId = newId();
  const db = systemDb();
  await db.cart.createMany({ data: { sellerId, id: cartId, customerId } });
  await db.cartLine.createMany({
    data: options.lines.map(({ product, quantity = 1 }) => ({
      sellerId,
      cartId,
      customerId,
      productId: product.id,
      quantity,
    })),
  });
  return { id: cartId };
}

export type NewOrder = {
  seller: SellerWithCurrency;
  customer: CustomerRef;
  lines: { product: LineProduct; quantity?: number; unitPrice?: number }[];
  status?: OrderStatus;
  poNumber?: string | null;
  note?: string | null;
  cancelReason?: string | null;
  placedAt?: Date;
  deliveredAt?: Date;
};

/** The rows of one order with consistent times and sums. */
export function orderRows(options: NewOrder & { number: number }) {
  const { seller, customer, number } = options;
  const placedAt = options.placedAt ?? new Date();
  const status = options.status ?? "placed";
  const reached = ORDER_STATUSES.indexOf(status);
  const step = (index: number) =>
    status !== "cancelled" && reached >= index
      ? new Date(Math.min(placedAt.getTime() + index * 20 * 3_600_000, Date.now()))
      : null;
  const id = idAt(placedAt);
  const lines = options.lines.map(({ product, quantity = 1, unitPrice }, position) => {
    const price = BigInt(unitPrice ?? product.price);
    const { sku, name, unit } = product;
    return {
      sellerId: seller.id,
      orderId: id,
      position,
      customerId: customer.id,
      productId: product.id,
      sku,
      name,
      unit,
      quantity,
      unitPrice: price,
      total: price * BigInt(quantity),
    };
  }) satisfies Prisma.OrderLineCreateManyInput[];
  const order = {
    sellerId: seller.id,
    id,
    number,
    customerId: customer.id,
    checkoutKey: newId(),
    status,
    currency: seller.currency,
    total: lines.reduce((sum, line) => sum + line.total, 0n),
    lineCount: lines.length,
    poNumber: options.poNumber ?? null,
    note: options.note ?? null,
    cancelReason: options.cancelReason ?? null,
    placedBy: customer.userId,
    placedAt,
    confirmedAt: step(1),
    shippedAt: step(2),
    deliveredAt: options.deliveredAt ?? step(3),
    cancelledAt: status === "cancelled" ? new Date(Math.min(placedAt.getTime() + 5 * 3_600_000, Date.now())) : null,
    updatedAt: placedAt,
  } satisfies Prisma.OrderCreateManyInput;
  return { order, lines };
}

/** A placed order with the next number of its seller. */
export async function createOrder(options: NewOrder): Promise<{
  id: string;
  number: number;
  sellerId: string;
  customerId: string;
  total: number;
}> {
  const db = systemDb();
  const sellerId = options.seller.id;
  const { lastNumber } = await db.orderCounter.upsert({
    where: { sellerId },
    create: { sellerId, lastNumber: 1001 },
    update: { lastNumber: { increment: 1 } },
  });
  const { order, lines } = orderRows({ ...options, number: lastNumber });
  await db.order.createMany({ data: order });
  await db.orderLine.createMany({ data: lines });
  return {
    id: order.id,
    number: order.number,
    sellerId,
    customerId: order.customerId,
    total: Number(order.total),
  };
}
