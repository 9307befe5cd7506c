"use client";

import { ShieldX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { type Actor, sayEvent } from "@/lib/audit/rules";
import type { ActivityItem } from "@/lib/audit/schema";

export function useActivityColumns(
  { slug, timeZone }: { slug: string; timeZone: string },
  onNarrow: (actor: Actor) => void,
): DataColumn<ActivityItem>[] {
  const t = useTranslations("audit.columns");
  return useMemo(
    () => [
      {
        id: "what",
        header: t("what"),
        phone: "title",
        cell: (row) => <What event={row} slug={slug} />,
      },
      {
        id: "who",
        header: t("who"),
        cell: ({ actor }) => <Who actor={actor} onNarrow={onNarrow} />,
      },
      {
        id: "when",
        header: t("when"),
        cell: ({ at }) => (
          <DateTime value={at} timeZone={timeZone} className="whitespace-nowrap text-muted-foreground" />
        ),
      },
      {
        id: "from",
        header: t("from"),
        cell: (row) => <From event={row} />,
      },
    ],
    [slug, timeZone, onNarrow, t],
  );
}

function What({ event, slug }: { event: ActivityItem; slug: string }) {
  const t = useTranslations("audit");
  const tEvents = useTranslations("audit.events");
  const { refused, target } = event;
  return (
    <span className="flex min-w-0 flex-col items-start gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="break-words font-medium">{sayEvent(tEvents, event)}</span>
        {refused ? (
          <Badge tone="danger" icon={ShieldX}>
            {t("refusedBadge")}
          </Badge>
        ) : null}
      </span>
      {target?.label ? (
        <span className="break-words font-normal text-muted-foreground text-xs">
          {target.path ? (
            <Link href={`/vendor/${slug}${target.path}`} className="hover:text-foreground hover:underline">
              <bdi>{target.label}</bdi>
            </Link>
          ) : (
            <bdi>{target.label}</bdi>
          )}
        </span>
      ) : null}
    </span>
  );
}

function Who({ actor, onNarrow }: { actor: Actor; onNarrow: (actor: Actor) => void }) {
  const t = useTranslations("audit");
  const { look, name, who } = actor;
  const label = name ?? t(`actors.${look}`);
  return (
    <span className="flex min-w-0 flex-col items-start max-sm:items-end">
      {who ? (
        <button
          type="button"
          title={t("onlyThem", { name: label })}
          onClick={() => onNarrow(actor)}
          className="max-w-56 truncate rounded-sm text-start hover:underline"
        >
          <bdi>{label}</bdi>
        </button>
      ) : (
        <span className="text-muted-foreground">{label}</span>
      )}
      {name ? <span className="text-muted-foreground text-xs">{t(`actors.${look}`)}</span> : null}
    </span>
  );
}

function From({ event: { ip, browser, system } }: { event: ActivityItem }) {
  const t = useTranslations("audit");
  const device = browser && system ? t("device", { browser, system }) : (browser ?? system);
  if (!ip && !device) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="flex flex-col text-muted-foreground text-xs">
      <bdi dir="ltr" className="tabular-nums rtl:text-end">
        {ip}
      </bdi>
      {device}
    </span>
  );
}
