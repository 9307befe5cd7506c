"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { timelineOptions } from "@/lib/customers/query-options";
import type { TimelinePage } from "@/lib/customers/schema";
import { TimelineRow } from "./timeline-row";

interface CustomerTimelineProps {
  store: { sellerId: string; slug: string; timeZone: string };
  customerId: string;
  initial: TimelinePage;
}

/** Everything between this seller and this customer, newest first. */
export function CustomerTimeline({ store, customerId, initial }: CustomerTimelineProps) {
  const t = useTranslations("customers.detail");
  const query = useInfiniteQuery({
    ...timelineOptions(store, customerId),
    initialData: { pages: [initial], pageParams: [""] },
  });
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="customer-timeline" className="flex flex-col gap-3">
      <h2 id="customer-timeline" className="font-semibold text-base">
        {t("timeline")}
      </h2>
      {query.error ? (
        <ErrorState description={query.error.message} onRetry={() => void query.refetch()} pending={query.isFetching} />
      ) : null}
      {entries.length === 0 && !query.error ? (
        <p className="text-muted-foreground text-sm">{t("noTimeline")}</p>
      ) : (
        <ol className="flex flex-col">
          {entries.map((entry) => (
            <TimelineRow key={entry.id} entry={entry} slug={store.slug} timeZone={store.timeZone} />
          ))}
        </ol>
      )}
      {entries.length > 0 ? (
        <LoadMore
          shown={entries.length}
          hasMore={query.hasNextPage}
          pending={query.isFetchingNextPage}
          onLoadMore={() => void query.fetchNextPage()}
        />
      ) : null}
    </section>
  );
}
