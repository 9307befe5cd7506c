/** Money given back for an order, as its seller and its customer see it. Browser-safe. */
export type RefundDto = {
  id: string;
  /** Minor units of the order's currency. */
  amount: number;
  reason: string;
  at: string;
};

export function refundedOf(refunds: readonly Pick<RefundDto, "amount">[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0);
}
