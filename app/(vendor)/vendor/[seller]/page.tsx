import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { countTodo } from "@/lib/overview/queries";
import { pageScope } from "@/lib/server/page";
import { FirstSteps } from "./first-steps";
import { NewestOrders, TopCustomers, TopProducts } from "./overview-lists";
import { SalesFigures } from "./sales-figures";
import { TodoList } from "./todo-list";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller } = await pageScope("store", (await params).seller, "overview.read");
  const t = await getTranslations("portal.overview");
  // The layout's template does not reach the page beside it.
  return { title: { absolute: `${t("title")} · ${seller.name}` } };
}

export default async function OverviewPage({ params }: Props) {
  const scope = await pageScope("store", (await params).seller, "overview.read");
  const [t, { todo, totals }] = await Promise.all([getTranslations("portal.overview"), countTodo(scope)]);
  const started = scope.seller.status !== "draft" && totals.products > 0 && totals.orders > 0;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("title")} />
      {started ? null : <FirstSteps scope={scope} totals={totals} />}
      <TodoList slug={scope.seller.slug} todo={todo} />
      <Suspense fallback={<Skeleton className="h-96 rounded-lg" />}>
        <SalesFigures scope={scope} totals={totals} />
      </Suspense>
      <Suspense fallback={<SkeletonRows rows={5} />}>
        <NewestOrders scope={scope} />
      </Suspense>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Suspense fallback={<SkeletonRows rows={5} />}>
          <TopProducts scope={scope} />
        </Suspense>
        <Suspense fallback={<SkeletonRows rows={5} />}>
          <TopCustomers scope={scope} />
        </Suspense>
      </div>
    </div>
  );
}
