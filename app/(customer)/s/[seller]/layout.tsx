import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { getBasketSummary } from "@/lib/carts/queries";
import { pageScope } from "@/lib/server/page";
import { ShopShell } from "./shop-shell";
import { ShopSkeleton } from "./shop-skeleton";

type Props = { params: Promise<{ seller: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const scope = await pageScope("shop", (await params).seller).catch(() => null);
  // Refused: the page says so, under the plain title of a page that does not exist.
  if (!scope) return {};
  const { seller } = scope;
  return { title: { template: `%s · ${seller.name}`, default: seller.name } };
}

export default function ShopLayout({ params, children }: Props) {
  return (
    <Suspense fallback={<ShopSkeleton />}>
      <Shop params={params}>{children}</Shop>
    </Suspense>
  );
}

async function Shop({ params, children }: Props) {
  const scope = await pageScope("shop", (await params).seller);
  const { seller, user } = scope;
  const { id: sellerId, slug, name, logo, accent, currency, visitMonths } = seller;
  return (
    <ClientMessages namespaces={["shop"]}>
      <ShopShell
        shop={{ sellerId, slug, name, logo, accent, currency, visitMonths }}
        basket={await getBasketSummary(scope)}
        user={{ id: user.id, name: user.name, company: user.company }}
      >
        {children}
      </ShopShell>
    </ClientMessages>
  );
}
