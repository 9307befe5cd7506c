import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { getCart } from "@/lib/carts/queries";
import { pageScope } from "@/lib/server/page";
import { BasketView } from "./basket-view";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shop.basket");
  return { title: t("title") };
}

export default async function BasketPage({ params }: Props) {
  const scope = await pageScope("shop", (await params).seller);
  const [t, cart] = await Promise.all([getTranslations("shop.basket"), getCart(scope)]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} />
      <BasketView cart={cart} orderMinimum={scope.seller.orderMinimum} />
    </div>
  );
}
