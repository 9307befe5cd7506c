import "server-only";
import type { AccountScope } from "@/lib/access/scope";

/** For menus: may this person go to the admin? The admin itself asks OperatorScope. */
export async function isOperator(account: AccountScope): Promise<boolean> {
  const operator = await account.db.operator.findFirst({
    where: { userId: account.user.id, status: "active" },
    select: { userId: true },
  });
  return operator !== null;
}
