import { newId } from "@/lib/db/ids";
import type { OrderStatus } from "@/lib/orders/rules";
import { type CreatedProduct, orderRows } from "../factories/trade";
import type { Buyer, Context } from "./customers";
import type { Random } from "./random";

const DAYS = 90;
const FIRST_NUMBER = 1001;
const NOTES = [
  "Please deliver before 10.",
  "Leave with reception.",
  "Same as last week, please.",
  "Ring the bell at the yard.",
];
const REASONS = ["Customer asked to cancel.", "Out of stock for longer than expected."];

/** 90 days of orders, more on weekdays, each customer with favourites; numbers follow time. */
export function addOrders(context: Context, buyers: Buyer[], products: CreatedProduct[]): void {
  const { rows, shop, seller, random } = context;
  const favourites = new Map(buyers.map((buyer) => [buyer.id, random.shuffle(products).slice(0, random.int(6, 16))]));
  const wanted = buyers.length === 0 ? [] : orderTimes(shop.utcOffset, shop.ordersPerDay, random);
  let number = FIRST_NUMBER;
  for (const [index, placedAt] of wanted.entries()) {
    // The demo people come first in `buyers` and order as regularly as everybody else.
    const buyer = buyers[index % 3 === 0 ? index % buyers.length : random.int(0, buyers.length - 1)];
    if (!buyer || buyer.joined > placedAt) continue;
    const chosen = random.shuffle(favourites.get(buyer.id) ?? []).slice(0, random.int(1, 9));
    const lines = chosen.map((product) => ({
      product,
      quantity: quantity(random),
      unitPrice: Number(buyer.priceList?.prices.get(product.id) ?? product.price),
    }));
    const status = statusAfter((Date.now() - placedAt.getTime()) / 86_400_000, random);
    const poNumber = random.chance(0.5) ? `PO-${random.int(10_000, 99_999)}` : null;
    const note = random.chance(0.12) ? random.pick(NOTES) : null;
    const cancelReason = status === "cancelled" ? random.pick(REASONS) : null;
    const made = orderRows({ seller, customer: buyer, lines, status, placedAt, poNumber, note, cancelReason, number });
    rows.orders.push(made.order);
    rows.orderLines.push(...made.lines);
    number += 1;
  }
  rows.orderCounters.push({ sellerId: seller.id, lastNumber: number - 1 });
}

function orderTimes(utcOffset: number, perDay: number, random: Random): Date[] {
  const now = Date.now();
  const today = Math.floor(now / 86_400_000) * 86_400_000;
  const times: number[] = [];
  for (let day = DAYS; day >= 0; day--) {
    const midnight = today - day * 86_400_000;
    const weekend = [0, 6].includes(new Date(midnight).getUTCDay());
    // Trade grows a little over the quarter.
    const count = Math.round(perDay * (weekend ? 0.3 : 1) * (0.8 + random.next() * 0.5) * (1.15 - day / 400));
    for (let index = 0; index < count; index++)
      times.push(midnight + (random.int(7 * 60, 17 * 60) - utcOffset * 60) * 60_000);
  }
  // Something is always new this morning.
  times.push(now - 22 * 60_000, now - 75 * 60_000, now - 190 * 60_000);
  return times
    .filter((time) => time < now - 60_000)
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

function quantity(random: Random): number {
  return random.chance(0.75) ? random.int(1, 6) : random.pick([8, 10, 12, 20, 24]);
}

function statusAfter(days: number, random: Random): OrderStatus {
  if (days > 0.3 && random.chance(0.05)) return "cancelled";
  if (days > 8) return "delivered";
  if (days > 4) return random.pick(["delivered", "delivered", "shipped"]);
  if (days > 2) return random.pick(["shipped", "shipped", "confirmed", "delivered"]);
  if (days > 0.8) return random.pick(["confirmed", "shipped", "confirmed", "placed"]);
  return random.pick(["placed", "placed", "confirmed"]);
}

/** Some customers have left something in their basket. */
export function addCarts({ rows, random }: Context, buyers: Buyer[], products: CreatedProduct[]): void {
  for (const buyer of buyers) {
    if (!random.chance(0.15)) continue;
    const cartId = newId();
    rows.carts.push({ sellerId: buyer.sellerId, id: cartId, customerId: buyer.id });
    const lines = random.shuffle(products).slice(0, random.int(1, 5));
    rows.cartLines.push(
      ...lines.map(({ id }) => ({
        sellerId: buyer.sellerId,
        cartId,
        productId: id,
        customerId: buyer.id,
        quantity: random.int(1, 12),
      })),
    );
  }
}
