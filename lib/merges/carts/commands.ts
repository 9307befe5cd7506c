import "server-only";
import type { Db } from "@/lib/db/client";
import type { MovedCart } from "@/lib/merges/moved";

type Line = { productId: string; quantity: number; createdAt: Date };
/** Two customers rows of one seller. */
export type Rows = { sellerId: string; kept: string; lost: string };

/** One person has one basket: nothing of the other one is left out. Of a product in both the larger quantity counts. */
export async function joinCarts(db: Db, { sellerId, kept, lost }: Rows): Promise<MovedCart | null> {
  const carts = await db.cart.findMany({
    where: { sellerId, customerId: { in: [kept, lost] } },
    select: {
      id: true,
      customerId: true,
      lines: { select: { productId: true, quantity: true, createdAt: true }, orderBy: { productId: "asc" } },
    },
  });
  const own = carts.find(({ customerId }) => customerId === kept);
  const other = carts.find(({ customerId }) => customerId === lost);
  if (!other) return null;
  if (!own) {
    // Not by Prisma, which would say that the basket was changed.
    await db.$executeRaw`UPDATE carts SET customer_id = ${kept}::uuid WHERE seller_id = ${sellerId}::uuid AND id = ${other.id}::uuid`;
    return { how: "whole", cartId: other.id };
  }
  const quantities = new Map(own.lines.map(({ productId, quantity }) => [productId, quantity]));
  const moved = other.lines.filter(({ productId }) => !quantities.has(productId)).map(({ productId }) => productId);
  const doubled = other.lines.flatMap(({ productId, quantity, createdAt }: Line) => {
    const before = quantities.get(productId);
    return before === undefined ? [] : [{ productId, createdAt, own: before, other: quantity }];
  });
  await db.$executeRaw`UPDATE cart_lines SET cart_id = ${own.id}::uuid, customer_id = ${kept}::uuid
    WHERE seller_id = ${sellerId}::uuid AND cart_id = ${other.id}::uuid AND product_id = ANY (${moved}::uuid[])`;
  for (const line of doubled) {
    await db.cartLine.updateMany({
      where: { sellerId, cartId: own.id, productId: line.productId },
      data: { quantity: Math.max(line.own, line.other) },
    });
  }
  await db.cartLine.deleteMany({ where: { sellerId, cartId: other.id } });
  return { how: "lines", from: other.id, into: own.id, moved, doubled };
}

/** What is still in the basket goes back; what was ordered or taken out meanwhile does not come again. */
export async function partCarts(db: Db, { sellerId, kept, lost }: Rows, cart: MovedCart): Promise<void> {
  if (cart.how === "whole") {
    await db.$executeRaw`UPDATE carts c SET customer_id = ${lost}::uuid
      WHERE c.seller_id = ${sellerId}::uuid AND c.id = ${cart.cartId}::uuid AND c.customer_id = ${kept}::uuid
        AND NOT EXISTS (SELECT FROM carts n WHERE n.seller_id = c.seller_id AND n.customer_id = ${lost}::uuid)`;
    return;
  }
  const { from, into, moved, doubled } = cart;
  const home = await db.cart.findFirst({ where: { sellerId, id: from, customerId: lost }, select: { id: true } });
  if (!home) return;
  await db.$executeRaw`UPDATE cart_lines SET cart_id = ${from}::uuid, customer_id = ${lost}::uuid
    WHERE seller_id = ${sellerId}::uuid AND cart_id = ${into}::uuid AND product_id = ANY (${moved}::uuid[])`;
  for (const { productId, createdAt, own, other } of doubled) {
    const { count } = await db.cartLine.updateMany({
      where: { sellerId, cartId: into, productId, quantity: Math.max(own, other) },
      data: { quantity: own },
    });
    if (count === 0) continue;
    await db.cartLine.createMany({
      data: { sellerId, cartId: from, productId, customerId: lost, quantity: other, createdAt },
    });
  }
}
