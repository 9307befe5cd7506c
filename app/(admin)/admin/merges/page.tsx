import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listMerges } from "@/lib/merges/queries";
import { mergeListInput } from "@/lib/merges/schema";
import { pageScope } from "@/lib/server/page";
import { MergeTable } from "./merge-table";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "users.merge");
  const t = await getTranslations("merges");
  return { title: t("title") };
}

export default async function MergesPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "users.merge");
  const asked = mergeListInput.safeParse(await searchParams);
  const input = asked.success ? asked.data : mergeListInput.parse({});
  const [t, { items, nextCursor, total }] = await Promise.all([getTranslations("merges"), listMerges(scope, input)]);
  return (
    <ClientMessages namespaces={["merges"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        {asked.success ? null : <FilterIgnored />}
        {items.length > 0 ? (
          <>
            <MergeTable items={items} />
            <Pager
              shown={items.length}
              total={total}
              firstHref={input.cursor ? "/admin/merges" : undefined}
              nextHref={nextCursor ? `/admin/merges?${new URLSearchParams({ cursor: nextCursor })}` : undefined}
            />
          </>
        ) : (
          <EmptyState icon={UsersRound} title={t("emptyTitle")} description={t("emptyDescription")} />
        )}
      </div>
    </ClientMessages>
  );
}
