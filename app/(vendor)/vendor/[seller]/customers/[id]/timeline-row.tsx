"use client";

import {
  Check,
  CircleDot,
  ContactRound,
  Footprints,
  type LucideIcon,
  Mail,
  MailPlus,
  MessageSquareText,
  ReceiptText,
  ShieldX,
  Store,
  UserRound,
} from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCountryName } from "@/components/country-flag";
import { DateTime } from "@/components/date-time";
import { MessageTimeline } from "@/components/message-timeline";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import { type Actor, sayEvent } from "@/lib/audit/rules";
import { cn } from "@/lib/cn";
import type { TimelineEntry } from "@/lib/customers/schema";
import { formatDuration } from "@/lib/i18n/format";

const ICONS: Record<string, LucideIcon> = {
  order: ReceiptText,
  customer: UserRound,
  invite: MailPlus,
  client: ContactRound,
  shop: Store,
};

interface TimelineRowProps {
  entry: TimelineEntry;
  slug: string;
  timeZone: string;
}

export function TimelineRow({ entry, slug, timeZone }: TimelineRowProps) {
  if (entry.kind === "event") return <EventRow event={entry} slug={slug} timeZone={timeZone} />;
  if (entry.kind === "visit") return <VisitEntryRow entry={entry} slug={slug} timeZone={timeZone} />;
  return <MessageRow entry={entry} timeZone={timeZone} />;
}

type EventEntry = Extract<TimelineEntry, { kind: "event" }>;
type VisitEntry = Extract<TimelineEntry, { kind: "visit" }>;
type MessageEntry = Extract<TimelineEntry, { kind: "message" }>;

function EventRow({ event, slug, timeZone }: { event: EventEntry; slug: string; timeZone: string }) {
  const tEvents = useTranslations("audit.events");
  const { action, refused, target, actor, at } = event;
  const Icon = refused ? ShieldX : (ICONS[action.split(".")[0] ?? ""] ?? CircleDot);
  const sentence = sayEvent(tEvents, event);
  // The customer is whose page this is.
  const path = target && target.kind !== "customer" && target.kind !== "user" ? target.path : null;
  return (
    <Row icon={Icon} tone={refused ? "bg-danger-soft text-danger" : undefined}>
      <p className="break-words text-sm">
        {path ? (
          <Link href={`/vendor/${slug}${path}`} className="hover:underline">
            {sentence}
          </Link>
        ) : (
          sentence
        )}
      </p>
      <p className="text-muted-foreground text-xs">
        <Who actor={actor} /> · <DateTime value={at} timeZone={timeZone} />
      </p>
    </Row>
  );
}

/** How long they looked at how much, and whether they ordered; it leads to everything about that visit. */
function VisitEntryRow({
  entry: { id, at, visit },
  slug,
  timeZone,
}: {
  entry: VisitEntry;
  slug: string;
  timeZone: string;
}) {
  const t = useTranslations("customers.detail");
  const tDevices = useTranslations("visits.devices");
  const locale = useLocale();
  const countryOf = useCountryName();
  const { pages, seconds, ordered, country, device } = visit;
  return (
    <Row icon={Footprints}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Link href={`/vendor/${slug}/analytics?visit=${id}`} className="break-words hover:underline">
          {t("visit", { pages, duration: formatDuration(seconds, locale) })}
        </Link>
        {ordered ? (
          <Badge tone="success" icon={Check}>
            {t("visitOrdered")}
          </Badge>
        ) : null}
      </p>
      <p className="text-muted-foreground text-xs">
        {t("visitFrom", { country: countryOf(country), device: tDevices(device) })} ·{" "}
        <DateTime value={at} timeZone={timeZone} />
      </p>
    </Row>
  );
}

function Who({ actor: { look, name } }: { actor: Actor }) {
  const t = useTranslations("audit.actors");
  return <bdi>{name ?? t(look)}</bdi>;
}

/** What was sent; what became of it step by step unfolds. */
function MessageRow({ entry: { message, at }, timeZone }: { entry: MessageEntry; timeZone: string }) {
  const t = useTranslations("delivery");
  const tDetail = useTranslations("customers.detail");
  const { template, channel, status } = message;
  const words = t.has(`templates.${template}`) ? t(`templates.${template}`) : template;
  return (
    <Row icon={channel === "sms" ? MessageSquareText : Mail}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        {tDetail("message", { channel, what: words })}
        <StatusBadge kind="message" status={status} />
      </p>
      <p className="text-muted-foreground text-xs">
        <DateTime value={at} timeZone={timeZone} />
      </p>
      <details className="mt-1 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-muted-foreground text-xs hover:text-foreground">
          {tDetail("messageSteps")}
        </summary>
        <div className="mt-2 rounded-lg border border-border bg-card p-3">
          <MessageTimeline messages={[message]} timeZone={timeZone} />
        </div>
      </details>
    </Row>
  );
}

function Row({ icon: Icon, tone, children }: { icon: LucideIcon; tone?: string | undefined; children: ReactNode }) {
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0 [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:start-3.25 [&:not(:last-child)]:before:top-7 [&:not(:last-child)]:before:h-[calc(100%-1.75rem)] [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-border">
      <span
        className={cn("grid size-7 shrink-0 place-items-center rounded-full", tone ?? "bg-muted text-muted-foreground")}
      >
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">{children}</div>
    </li>
  );
}
