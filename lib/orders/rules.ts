export const ORDER_STATUSES = ["placed", "confirmed", "shipped", "delivered", "cancelled"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const ORDER_STEPS = ["confirm", "ship", "deliver", "cancel"] as const;
export type OrderStep = (typeof ORDER_STEPS)[number];

const STEPS: Record<OrderStep, { from: readonly OrderStatus[]; to: OrderStatus }> = {
  confirm: { from: ["placed"], to: "confirmed" },
  ship: { from: ["confirmed"], to: "shipped" },
  deliver: { from: ["shipped"], to: "delivered" },
  cancel: { from: ["placed", "confirmed"], to: "cancelled" },
};

export function stepFrom(step: OrderStep): OrderStatus[] {
  return [...STEPS[step].from];
}

export function stepTo(step: OrderStep): OrderStatus {
  return STEPS[step].to;
}

export function stepsOpenTo(status: OrderStatus): OrderStep[] {
  return ORDER_STEPS.filter((step) => STEPS[step].from.includes(status));
}

export type OrderTimes = Record<
  "placedAt" | "confirmedAt" | "shippedAt" | "deliveredAt" | "cancelledAt",
  string | null
>;
export type TimelineEntry = { status: OrderStatus; at: string | null };

/** What happened, and what is still to come: nothing after a cancellation. */
export function orderTimeline(status: OrderStatus, times: OrderTimes): TimelineEntry[] {
  const way: TimelineEntry[] = [
    { status: "placed", at: times.placedAt },
    { status: "confirmed", at: times.confirmedAt },
    { status: "shipped", at: times.shippedAt },
    { status: "delivered", at: times.deliveredAt },
  ];
  if (status !== "cancelled") return way;
  return [...way.filter(({ at }) => at !== null), { status: "cancelled", at: times.cancelledAt }];
}

/** How much an order still lacks to the seller's minimum. */
export function missingToMinimum(total: number, minimum: number): number {
  return Math.max(0, minimum - total);
}

export type OrderAgainLine = { sku: string; name: string; asked: number; added: number };

export type OrderSummary = {
  id: string;
  number: number;
  status: OrderStatus;
  placedAt: string;
  lineCount: number;
  /** Minor units of `currency`. */
  total: number;
  currency: string;
  poNumber: string | null;
};
export type OwnOrderPage = { items: OrderSummary[]; nextCursor: string | null; sellerId: string };

export type OrderLineDto = {
  position: number;
  productId: string;
  sku: string;
  name: string;
  unit: string | null;
  quantity: number;
  unitPrice: number;
  total: number;
};

export type OrderDetail = OrderSummary &
  OrderTimes & { note: string | null; cancelReason: string | null; lines: OrderLineDto[] };

/** `contact` only stands in for a customer of whom neither name nor company is known. */
export type OrderCustomer = { id: string; name: string | null; company: string | null; contact: string | null };
export type OrderRow = OrderSummary & { customer: OrderCustomer };
export type StoreOrder = OrderDetail & { customer: OrderCustomer };

export type OrderPage = {
  items: OrderRow[];
  nextCursor: string | null;
  sellerId: string;
  /** Where it was asked for; null when there are more than ten thousand. */
  total?: number | null;
};
