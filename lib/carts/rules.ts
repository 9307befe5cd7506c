import { asciiDigits } from "@/lib/digits";

export const MAX_QUANTITY = 1_000_000;
export const MAX_LINES = 500;

export type QuantityProblem = "notNumber" | "notWhole" | "tooSmall" | "tooLarge";

/** Reads a quantity as people write it: digits of any script, thousands in groups ("1,000", "1.000", "1 000"), "12.0". */
export function parseQuantity(raw: string | number): { quantity: number } | { problem: QuantityProblem } {
  const text = asciiDigits(String(raw)).trim();
  const grouped = /^\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*$/u.test(text) ? text.replace(/\D/gu, "") : text;
  const whole = /^[+-]?\d{1,15}(?:[.,]0{1,2})?$/.test(grouped) ? Number(grouped.replace(/[.,].*$/, "")) : Number.NaN;
  if (Number.isNaN(whole)) return { problem: isNumber(grouped) ? "notWhole" : "notNumber" };
  if (whole < 1) return { problem: "tooSmall" };
  return whole > MAX_QUANTITY ? { problem: "tooLarge" } : { quantity: whole };
}

/** Whether what is typed says the quantity that the basket holds. */
export function saysQuantity(typed: string, held: number): boolean {
  const parsed = parseQuantity(typed);
  return "quantity" in parsed && parsed.quantity === held;
}

/** "1.5", and also "1e9": numbers, but no quantities. */
function isNumber(text: string): boolean {
  return text !== "" && Number.isFinite(Number(text.replace(",", ".")));
}

export type LineProblem = "archived" | "outOfStock" | "notEnough" | "belowMinimum";

export type Orderable = { status: string; stock: number; minQuantity: number };

/** Why a basket line cannot be ordered as it is, or null. */
export function lineProblem(product: Orderable, quantity: number): LineProblem | null {
  if (product.status !== "active") return "archived";
  if (product.stock < product.minQuantity) return "outOfStock";
  if (quantity < product.minQuantity) return "belowMinimum";
  return quantity > product.stock ? "notEnough" : null;
}

/** As many of the wanted as can be had, on top of what is in the basket already; 0 when that is none. */
export function quantityToHave(product: Orderable, wanted: number, inBasket = 0): number {
  const room = Math.min(wanted, product.stock - inBasket, MAX_QUANTITY - inBasket);
  return product.status === "active" && room > 0 && inBasket + room >= product.minQuantity ? room : 0;
}

export type BasketSummary = {
  /** Lines in the basket. */
  count: number;
  /** Minor units, of the lines that are for sale. */
  total: number;
  /** How many of each product. */
  quantities: Record<string, number>;
};

export const EMPTY_BASKET: BasketSummary = { count: 0, total: 0, quantities: {} };

/** What the basket will be once so many more are in it, before the server has said so. */
export function basketWith(
  basket: BasketSummary,
  product: { id: string; price: number },
  quantity: number,
): BasketSummary {
  const quantities = { ...basket.quantities, [product.id]: (basket.quantities[product.id] ?? 0) + quantity };
  return { count: Object.keys(quantities).length, total: basket.total + product.price * quantity, quantities };
}

/** A whole basket in short. */
export function summaryOf({ lines, count, total }: Cart): BasketSummary {
  return { count, total, quantities: Object.fromEntries(lines.map((line) => [line.productId, line.quantity])) };
}

export type CartLine = {
  productId: string;
  sku: string;
  name: string;
  unit: string | null;
  picture: string | null;
  price: number;
  quantity: number;
  total: number;
  stock: number;
  minQuantity: number;
  problem: LineProblem | null;
};

export type Cart = { id: string | null; lines: CartLine[]; count: number; total: number };

/** What is archived stands in the basket, but costs nothing. */
export function cartOf(id: string | null, lines: CartLine[]): Cart {
  const total = lines.reduce((sum, line) => sum + (line.problem === "archived" ? 0 : line.total), 0);
  return { id, lines, count: lines.length, total };
}

/** The basket once a line is out of it, before the server has said so. */
export function withoutLine(cart: Cart, productId: string): Cart {
  return cartOf(
    cart.id,
    cart.lines.filter((line) => line.productId !== productId),
  );
}

/** The sum of whole numbers of minor units; null when it leaves what a number can hold exactly. */
export function sumMoney(amounts: readonly number[]): number | null {
  const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n);
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null;
}
