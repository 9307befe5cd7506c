import { Pager } from "@/components/ui/pager";
import type { OperatorScope } from "@/lib/access/scope";
import type { SellerDto } from "@/lib/sellers/queries";
import type { SellerPartInput } from "@/lib/sellers/schema";
import { partHref } from "./address";

export interface PartProps {
  scope: OperatorScope;
  seller: SellerDto;
  input: SellerPartInput;
}

interface PartPagerProps extends Pick<PartProps, "seller" | "input"> {
  page: { items: unknown[]; nextCursor: string | null; total?: number };
}

export function PartPager({ seller, input: { tab, status, cursor }, page }: PartPagerProps) {
  if (page.items.length === 0) return null;
  return (
    <Pager
      shown={page.items.length}
      total={page.total}
      firstHref={cursor ? partHref(seller.slug, { tab, status }) : undefined}
      nextHref={page.nextCursor ? partHref(seller.slug, { tab, status, cursor: page.nextCursor }) : undefined}
    />
  );
}
