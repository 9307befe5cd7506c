import { ArrowLeftRight, CircleUserRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { QueryProvider } from "@/components/query-provider";
import { CustomerShell } from "@/components/shells/customer-shell";
import { signOutAction } from "@/lib/auth/actions";
import { getBasketSummary } from "@/lib/carts/queries";
import { pageScope } from "@/lib/server/page";
import { HeaderBasket, PhoneBasket } from "./baskets";
import { ShopProvider } from "./shop-context";
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
  const [t, basket] = await Promise.all([getTranslations("shop.menu"), getBasketSummary(scope)]);
  const links = [
    { href: "/me", label: t("you"), icon: <CircleUserRound aria-hidden="true" /> },
    { href: "/choose", label: t("switch"), icon: <ArrowLeftRight aria-hidden="true" /> },
  ];
  return (
    <QueryProvider userId={user.id} sellerId={seller.id}>
      <ClientMessages namespaces={["shop"]}>
        <ShopProvider shop={{ sellerId: seller.id, slug: seller.slug, currency: seller.currency }} basket={basket}>
          <CustomerShell
            shop={seller}
            user={{
              name: user.name ?? t("you"),
              ...(user.company && { detail: user.company }),
              links,
              signOut: signOutAction,
            }}
            basketLink={<HeaderBasket />}
            stickyBasket={<PhoneBasket />}
          >
            {children}
          </CustomerShell>
        </ShopProvider>
      </ClientMessages>
    </QueryProvider>
  );
}
