"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { ApiError } from "@/lib/get-json";
import { DataTable, type DataTableProps } from "./ui/data-table";
import { ErrorState } from "./ui/error-state";
import { LoadMore } from "./ui/load-more";

export interface ListTableProps<Row extends object>
  extends Omit<DataTableProps<Row>, "rows" | "loading" | "refreshing"> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[]; total?: number | null }>>;
  /** In the list's own words; what the server said goes before the description. */
  failed?: { title: string; description: string };
}

/** A list that grows page by page in place, or why it could not be had. */
export function ListTable<Row extends object>({ query, failed, ...table }: ListTableProps<Row>) {
  const { data, error } = query;
  if (error) {
    return (
      <ErrorState
        title={failed?.title}
        description={error.message || failed?.description}
        errorId={error instanceof ApiError ? error.id : undefined}
        onRetry={() => void query.refetch()}
        pending={query.isFetching}
      />
    );
  }
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <DataTable {...table} rows={rows} loading={query.isPending} refreshing={query.isPlaceholderData} />
      {rows.length > 0 ? (
        <LoadMore
          shown={rows.length}
          total={data?.pages[0]?.total ?? undefined}
          hasMore={query.hasNextPage}
          pending={query.isFetchingNextPage}
          onLoadMore={() => void query.fetchNextPage()}
        />
      ) : null}
    </>
  );
}
