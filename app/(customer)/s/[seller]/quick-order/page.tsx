import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { pageScope } from "@/lib/server/page";
import { QuickOrder } from "./quick-order";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shop.quickOrder");
  return { title: t("title") };
}

export default async function QuickOrderPage({ params }: Props) {
  const [t] = await Promise.all([getTranslations("shop.quickOrder"), pageScope("shop", (await params).seller)]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} description={t("description")} />
      <QuickOrder />
    </div>
  );
}
