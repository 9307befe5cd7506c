import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { StatusBadge } from "@/components/status-badge";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Stat, StatGroup } from "@/components/ui/stat";
import type { OperatorScope } from "@/lib/access/scope";
import { listRefusals } from "@/lib/audit/queries";
import { countPlatform } from "@/lib/overview/queries";
import { countSellers } from "@/lib/sellers/queries";
import { SELLER_STATUSES, type SellerStatus } from "@/lib/sellers/rules";
import { pageScope } from "@/lib/server/page";
import { EventTable } from "./event-table";
import { PlatformDays } from "./platform-days";
import { PlatformHealth } from "./platform-health";
import { TableCard } from "./table-card";

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "sellers.read");
  const t = await getTranslations("admin.platform");
  return { title: { absolute: `${t("title")} · Tradehall` } };
}

export default async function PlatformPage() {
  const scope = await pageScope("operator", undefined, "sellers.read");
  const [t, sellers] = await Promise.all([getTranslations("admin.platform"), countSellers(scope)]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("title")} description={t("description")} />
      {sellers.pending > 0 ? (
        <Alert
          tone="warning"
          className="items-center [&>svg]:mt-0"
          title={t("approve", { count: sellers.pending })}
          action={
            <Link href="/admin/sellers?status=pending" className={buttonVariants({ variant: "secondary", size: "sm" })}>
              {t("approveAction")}
            </Link>
          }
        />
      ) : null}
      <Suspense fallback={<Skeleton className="h-28 rounded-lg" />}>
        <Figures scope={scope} sellers={sellers} />
      </Suspense>
      <Suspense fallback={<Skeleton className="h-40 rounded-lg" />}>
        <PlatformDays scope={scope} />
      </Suspense>
      <Suspense fallback={<Skeleton className="h-40 rounded-lg" />}>
        <PlatformHealth scope={scope} />
      </Suspense>
      <div className="grid gap-6 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <SellersByState sellers={sellers} />
        {scope.can("audit.read") ? (
          <Suspense fallback={<SkeletonRows rows={5} />}>
            <Refusals scope={scope} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}

async function Figures({ scope, sellers }: { scope: OperatorScope; sellers: Record<SellerStatus, number> }) {
  const [t, figures] = await Promise.all([getTranslations("admin.platform"), countPlatform(scope)]);
  const count = Object.values(sellers).reduce((sum, next) => sum + next, 0);
  return (
    <StatGroup>
      <Stat label={t("openSellers")} figure={sellers.open} hint={t("ofSellers", { count })} />
      <Stat label={t("customers")} figure={figures.customers} />
      <Stat label={t("ordersToday")} figure={figures.ordersToday} hint={t("ordersTodayHint")} />
      <Stat
        label={t("messages")}
        figure={figures.messagesQueued}
        hint={t("messagesFailed", { count: figures.messagesFailed })}
      />
    </StatGroup>
  );
}

async function SellersByState({ sellers }: { sellers: Record<SellerStatus, number> }) {
  const [t, format] = await Promise.all([getTranslations("admin.platform"), getFormatter()]);
  return (
    <Card>
      <CardHeader title={t("byState")} />
      <ul className="divide-y divide-border">
        {SELLER_STATUSES.map((status) => (
          <li
            key={status}
            className="relative flex items-center justify-between gap-4 px-4 py-2 text-sm transition-colors hover:bg-hover"
          >
            <Link href={`/admin/sellers?status=${status}`} className="after:absolute after:inset-0">
              <StatusBadge kind="seller" status={status} />
            </Link>
            <span className="font-medium tabular-nums">{format.number(sellers[status])}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

async function Refusals({ scope }: { scope: OperatorScope }) {
  const [t, events] = await Promise.all([getTranslations("admin.platform"), listRefusals(scope)]);
  return (
    <TableCard
      title={t("refusals")}
      description={t("refusalsHint")}
      empty={events.length === 0 ? t("noRefusals") : null}
    >
      <EventTable label={t("refusals")} events={events} />
    </TableCard>
  );
}
