import { SearchX, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SearchForm } from "@/app/(admin)/admin/search-form";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listMerges } from "@/lib/merges/listing/queries";
import { mergeListInput } from "@/lib/merges/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { MergeTable } from "./merge-table";

const PATH = "/admin/merges";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "users.merge");
  const t = await getTranslations("merges");
  return { title: t("title") };
}

export default async function MergesPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "users.merge");
  const { input, ignored } = await readAddress(mergeListInput, searchParams);
  const [t, { items, nextCursor, total }] = await Promise.all([getTranslations("merges"), listMerges(scope, input)]);
  const address = (params: Record<string, string>) =>
    `${PATH}?${new URLSearchParams({ ...(input.q && { q: input.q }), ...params })}`;
  return (
    <ClientMessages namespaces={["merges"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        {ignored ? <FilterIgnored /> : null}
        <SearchForm
          action={PATH}
          name="q"
          label={t("search")}
          submitLabel={t("searchAction")}
          value={input.q}
          maxLength={320}
        />
        {items.length > 0 ? (
          <>
            <MergeTable items={items} />
            <Pager
              shown={items.length}
              total={total}
              firstHref={input.cursor ? address({}) : undefined}
              nextHref={nextCursor ? address({ cursor: nextCursor }) : undefined}
            />
          </>
        ) : input.q ? (
          <EmptyState icon={SearchX} title={t("noneTitle")} description={t("noneDescription")} />
        ) : (
          <EmptyState icon={UsersRound} title={t("emptyTitle")} description={t("emptyDescription")} />
        )}
      </div>
    </ClientMessages>
  );
}
