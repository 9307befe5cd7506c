import "server-only";
import type { ShopScope, StoreScope } from "@/lib/access/scope";
import type { RefundDto } from "@/lib/refunds/rules";

/** What was given back for an order, in its order: the seller's own, or this customer's. */
export async function listRefunds(scope: ShopScope | StoreScope, orderId: string): Promise<RefundDto[]> {
  const own = scope.kind === "customer" ? { customerId: scope.customer.id } : {};
  const rows = await scope.db.orderRefund.findMany({
    where: { sellerId: scope.seller.id, orderId, ...own },
    orderBy: { createdAt: "asc" },
    select: { id: true, amount: true, reason: true, createdAt: true },
  });
  return rows.map(({ amount, createdAt, ...row }) => ({
    ...row,
    amount: Number(amount),
    at: createdAt.toISOString(),
  }));
}
