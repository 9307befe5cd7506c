import { Download, ScrollText, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FilterIgnored } from "@/components/filter-ignored";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listPlatformActivity } from "@/lib/audit/platform/queries";
import { platformActivityInput } from "@/lib/audit/platform/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { ActivityFilters } from "./activity-filters";
import { ActivityTable } from "./activity-table";
import { activityHref } from "./address";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "audit.read");
  const t = await getTranslations("audit.admin");
  return { title: t("title") };
}

export default async function PlatformActivityPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "audit.read");
  const { input, ignored } = await readAddress(platformActivityInput, searchParams);
  const [t, tAudit, { items, nextCursor }] = await Promise.all([
    getTranslations("audit.admin"),
    getTranslations("audit"),
    listPlatformActivity(scope, input),
  ]);
  const download = (
    <a
      href={activityHref(input, undefined, "/api/admin/audit/export")}
      download
      className={buttonVariants({ variant: "secondary" })}
    >
      <Download aria-hidden="true" />
      {tAudit("export")}
    </a>
  );
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} description={t("description")} actions={download} />
      {ignored ? <FilterIgnored /> : null}
      <ActivityFilters scope={scope} input={input} />
      {items.length > 0 ? (
        <>
          <ActivityTable label={t("title")} items={items} linked={scope.can("users.read")} />
          <Pager
            shown={items.length}
            firstHref={input.cursor ? activityHref(input) : undefined}
            nextHref={nextCursor ? activityHref(input, nextCursor) : undefined}
          />
        </>
      ) : (
        <NoEvents narrowed={activityHref(input) !== "/admin/audit"} />
      )}
    </div>
  );
}

async function NoEvents({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations("audit.admin");
  if (!narrowed) return <EmptyState icon={ScrollText} title={t("emptyTitle")} description={t("emptyDescription")} />;
  const all = (
    <Link href="/admin/audit" className={buttonVariants({ variant: "secondary" })}>
      {t("showAll")}
    </Link>
  );
  return <EmptyState icon={SearchX} title={t("noneTitle")} description={t("noneDescription")} action={all} />;
}
