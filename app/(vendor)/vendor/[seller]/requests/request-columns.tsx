"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DateTime } from "@/components/date-time";
import type { DataColumn } from "@/components/ui/data-table-columns";
import type { RequestItem, RequestState } from "@/lib/customers/requests/schema";
import { RequestActions } from "./request-actions";
import { RequestDialog } from "./request-dialog";
import { RequestHistory } from "./request-history";

interface RequestColumnsOptions {
  store: { slug: string; timeZone: string };
  priceLists: { id: string; name: string }[];
  state: RequestState;
  mayDecide: boolean;
  onDecided: () => Promise<void>;
}

export function useRequestColumns(options: RequestColumnsOptions): DataColumn<RequestItem>[] {
  const t = useTranslations("customers.requests");
  const { store, priceLists, state, mayDecide, onDecided } = options;
  const { slug, timeZone } = store;
  return useMemo(() => {
    const decision = { slug, priceLists, onDecided };
    const columns: DataColumn<RequestItem>[] = [
      {
        id: "who",
        header: t("columns.who"),
        phone: "title",
        cell: (row) => <RequestDialog {...decision} request={row} timeZone={timeZone} mayDecide={mayDecide} />,
      },
      {
        id: "words",
        header: state === "rejected" ? t("columns.reason") : t("columns.words"),
        cell: (row) => <Words request={row} timeZone={timeZone} />,
      },
      {
        id: "from",
        header: t("columns.from"),
        cell: ({ shareLink }) => (
          <span className="text-muted-foreground">{shareLink ? t("link", { label: shareLink }) : t("found")}</span>
        ),
      },
      {
        id: "asked",
        header: t("columns.asked"),
        cell: ({ askedAt }) => (
          <DateTime value={askedAt} timeZone={timeZone} style="date" className="whitespace-nowrap" />
        ),
      },
    ];
    if (!mayDecide) return columns;
    return [
      ...columns,
      {
        id: "actions",
        header: t("columns.actions"),
        phone: "actions",
        cell: (row) => <RequestActions {...decision} request={row} />,
      },
    ];
  }, [slug, timeZone, priceLists, state, mayDecide, onDecided, t]);
}

function Words({ request, timeZone }: { request: RequestItem; timeZone: string }) {
  const t = useTranslations("customers.requests");
  const { state, requestNote, reason } = request;
  const words = state === "rejected" ? reason : requestNote;
  return (
    <span className="flex max-w-96 flex-col gap-0.5 max-sm:items-end max-sm:text-end sm:min-w-52">
      {words ? (
        <span dir="auto" className="line-clamp-2 break-words">
          {words}
        </span>
      ) : (
        <span className="text-muted-foreground">{state === "rejected" ? "–" : t("noWords")}</span>
      )}
      <RequestHistory request={request} timeZone={timeZone} />
    </span>
  );
}
