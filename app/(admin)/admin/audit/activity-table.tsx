import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import { PageTable } from "@/components/ui/page-table";
import type { PlatformEvent } from "@/lib/audit/platform/queries";
import { sayEvent } from "@/lib/audit/rules";

interface ActivityTableProps {
  label: string;
  items: PlatformEvent[];
  /** Whether names of people lead to them. */
  linked: boolean;
}

/** What happened, at any seller or none, newest first. Times are the platform's own: UTC. */
export async function ActivityTable({ label, items, linked }: ActivityTableProps) {
  const t = await getTranslations("audit.columns");
  return (
    <PageTable
      label={label}
      rows={items}
      rowId={({ id }) => id}
      columns={[
        {
          id: "when",
          header: t("when"),
          cell: ({ at }) => <DateTime value={at} timeZone="UTC" className="whitespace-nowrap text-muted-foreground" />,
        },
        { id: "seller", header: t("seller"), cell: (event) => <Seller event={event} /> },
        { id: "who", header: t("who"), cell: (event) => <Actor event={event} linked={linked} /> },
        { id: "what", header: t("what"), phone: "title", cell: (event) => <What event={event} linked={linked} /> },
        { id: "from", header: t("from"), cell: (event) => <Place event={event} /> },
      ]}
    />
  );
}

async function Seller({ event: { seller } }: { event: PlatformEvent }) {
  const t = await getTranslations("audit.admin");
  if (!seller) return <span className="text-muted-foreground">{t("platform")}</span>;
  return (
    <Link href={`/admin/sellers/${seller.slug}`} prefetch={false} className="block max-w-40 truncate hover:underline">
      {seller.name}
    </Link>
  );
}

async function Actor({ event, linked }: { event: PlatformEvent; linked: boolean }) {
  const t = await getTranslations("audit.actors");
  const { actor, actorKind } = event;
  const kind = t.has(actorKind) ? t(actorKind) : actorKind;
  if (!actor) return <span className="text-muted-foreground">{actorKind === "system" ? kind : t("somebody")}</span>;
  return (
    <>
      <Person person={actor} linked={linked} />
      <span className="block text-muted-foreground text-xs">{kind}</span>
    </>
  );
}

async function Person({ person, linked }: { person: NonNullable<PlatformEvent["actor"]>; linked: boolean }) {
  const t = await getTranslations("audit.actors");
  const name = person.name ?? t("unnamed");
  if (!linked) return <span className="block max-w-40 truncate">{name}</span>;
  return (
    <Link href={`/admin/users/${person.id}`} prefetch={false} className="block max-w-40 truncate hover:underline">
      {name}
    </Link>
  );
}

async function What({ event, linked }: { event: PlatformEvent; linked: boolean }) {
  const [t, tEvents] = await Promise.all([getTranslations("audit"), getTranslations("audit.events")]);
  return (
    <div className="flex max-w-md sm:min-w-48 flex-col gap-1">
      <span className="flex flex-wrap items-center gap-2">
        {sayEvent(tEvents, event)}
        {event.refused ? <Badge tone="danger">{t("refusedBadge")}</Badge> : null}
      </span>
      {event.about ? (
        <span className="font-normal text-muted-foreground text-xs">
          <Person person={event.about} linked={linked} />
        </span>
      ) : null}
    </div>
  );
}

async function Place({ event: { ip, browser, system } }: { event: PlatformEvent }) {
  const t = await getTranslations("audit");
  const device = browser && system ? t("device", { browser, system }) : (browser ?? system);
  return (
    <span className="block whitespace-nowrap text-muted-foreground text-xs">
      <span className="block tabular-nums">
        <bdi>{ip ?? "–"}</bdi>
      </span>
      {device ? <span className="block">{device}</span> : null}
    </span>
  );
}
