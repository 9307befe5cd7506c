import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { PlatformEvent } from "@/lib/audit/platform/queries";
import { sayEvent } from "@/lib/audit/rules";

interface ActivityTableProps {
  label: string;
  items: PlatformEvent[];
  /** Whether names of people lead to them. */
  linked: boolean;
}

const COLUMNS = ["when", "seller", "who", "what", "from"] as const;

/** What happened, at any seller or none, newest first. Times are the platform's own: UTC. */
export async function ActivityTable({ label, items, linked }: ActivityTableProps) {
  const t = await getTranslations("audit.columns");
  return (
    <Table label={label}>
      <TableHead>
        {COLUMNS.map((column) => (
          <TableHeaderCell key={column}>{t(column)}</TableHeaderCell>
        ))}
      </TableHead>
      <TableBody>
        {items.map((event) => (
          <TableRow key={event.id}>
            <TableCell className="whitespace-nowrap text-muted-foreground">
              <DateTime value={event.at} timeZone="UTC" />
            </TableCell>
            <TableCell>
              <Seller event={event} />
            </TableCell>
            <TableCell>
              <Actor event={event} linked={linked} />
            </TableCell>
            <TableCell>
              <What event={event} linked={linked} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground text-xs">
              <Place event={event} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
    <div className="flex min-w-48 max-w-md flex-col gap-1">
      <span className="flex flex-wrap items-center gap-2">
        {sayEvent(tEvents, event)}
        {event.refused ? <Badge tone="danger">{t("refusedBadge")}</Badge> : null}
      </span>
      {event.about ? (
        <span className="text-muted-foreground text-xs">
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
    <>
      <bdi className="block tabular-nums">{ip ?? "–"}</bdi>
      {device ? <span className="block">{device}</span> : null}
    </>
  );
}
