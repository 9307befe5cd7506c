import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { PageTable } from "@/components/ui/page-table";
import type { AuditRow } from "@/lib/audit/queries";
import { sayEvent } from "@/lib/audit/rules";

interface EventTableProps {
  label: string;
  events: AuditRow[];
  /** A seller's zone; the platform's own is UTC. */
  timeZone?: string;
}

const ACTORS = ["customer", "member", "user", "operator", "system"] as const;

/** Audit events, newest first. */
export async function EventTable({ label, events, timeZone = "UTC" }: EventTableProps) {
  const t = await getTranslations("audit.columns");
  return (
    <PageTable
      inCard
      label={label}
      rows={events}
      rowId={({ id }) => id}
      columns={[
        {
          id: "when",
          header: t("when"),
          cell: ({ createdAt }) => (
            <DateTime value={createdAt} timeZone={timeZone} className="whitespace-nowrap text-muted-foreground" />
          ),
        },
        { id: "who", header: t("who"), cell: (event) => <Actor event={event} /> },
        { id: "what", header: t("what"), phone: "title", cell: (event) => <What event={event} /> },
        {
          id: "from",
          header: t("from"),
          cell: ({ ip }) => (
            <bdi className="whitespace-nowrap text-muted-foreground text-xs tabular-nums">{ip ?? "–"}</bdi>
          ),
        },
      ]}
    />
  );
}

async function Actor({ event: { actor, actorKind } }: { event: AuditRow }) {
  const t = await getTranslations("audit.actors");
  const kind = ACTORS.find((one) => one === actorKind);
  return (
    <>
      <span className="block max-w-48 truncate">{actor ?? t(kind === "system" ? "system" : "somebody")}</span>
      {kind && kind !== "system" ? <span className="block text-muted-foreground text-xs">{t(kind)}</span> : null}
    </>
  );
}

async function What({ event }: { event: AuditRow }) {
  const t = await getTranslations("audit.events");
  return (
    <>
      <span className="block">{sayEvent(t, event)}</span>
      {isReadable(event) ? (
        <span className="block max-w-64 truncate font-normal text-muted-foreground text-xs">
          {[event.targetKind, event.targetId].filter(Boolean).join(" · ")}
        </span>
      ) : null}
    </>
  );
}

/** Names of places say something, ids do not. */
function isReadable({ targetKind, targetId }: AuditRow): boolean {
  return targetKind !== null && (targetId ?? "").length < 36;
}
