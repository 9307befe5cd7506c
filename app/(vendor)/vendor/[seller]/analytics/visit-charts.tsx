"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { ApiError } from "@/lib/get-json";
import type { Analytics } from "@/lib/visits/rules";
import type { Store } from "./analytics-screen";
import { CountryList, DeviceList } from "./share-lists";
import { VisitFigures } from "./visit-figures";
import { VisitsPerDay } from "./visits-per-day";
import { WeekMap } from "./week-map";

interface VisitChartsProps {
  store: Store;
  query: UseQueryResult<Analytics>;
  country: string | undefined;
  onCountry: (country: string | undefined) => void;
}

/** Figures and pictures of what the page is narrowed to. */
export function VisitCharts({ store, query, country, onCountry }: VisitChartsProps) {
  const t = useTranslations("visits.failed");
  const { data, error } = query;
  if (error) {
    return (
      <ErrorState
        title={t("title")}
        description={error.message || t("description")}
        errorId={error instanceof ApiError ? error.id : undefined}
        onRetry={() => void query.refetch()}
        pending={query.isFetching}
      />
    );
  }
  if (!data) return <Waiting />;
  return (
    <div
      aria-busy={query.isPlaceholderData || undefined}
      className={cn("flex flex-col gap-5", query.isPlaceholderData && "opacity-60 transition-opacity")}
    >
      <VisitFigures analytics={data} />
      <VisitsPerDay analytics={data} />
      <div className="grid gap-5 lg:grid-cols-2">
        <CountryList countries={data.countries} chosen={country} onChoose={onCountry} />
        <DeviceList devices={data.devices} />
      </div>
      <WeekMap week={data.week} timeZone={store.timeZone} />
    </div>
  );
}

function Waiting() {
  return (
    <Loading className="flex flex-col gap-5">
      <Skeleton className="h-28 rounded-lg" />
      <Skeleton className="h-96 rounded-lg" />
    </Loading>
  );
}
