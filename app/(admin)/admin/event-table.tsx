import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
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
  const [t, tActors, tEvents] = await Promise.all([
    getTranslations("audit.columns"),
    getTranslations("audit.actors"),
    getTranslations("audit.events"),
  ]);
  const kindOf = ({ actorKind }: AuditRow) => ACTORS.find((kind) => kind === actorKind);
  return (
    <Table label={label}>
      <TableHead>
        <TableHeaderCell>{t("when")}</TableHeaderCell>
        <TableHeaderCell>{t("who")}</TableHeaderCell>
        <TableHeaderCell>{t("what")}</TableHeaderCell>
        <TableHeaderCell>{t("from")}</TableHeaderCell>
      </TableHead>
      <TableBody>
        {events.map((event) => {
          const kind = kindOf(event);
          return (
            <TableRow key={event.id}>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <DateTime value={event.createdAt} timeZone={timeZone} />
              </TableCell>
              <TableCell>
                <span className="block max-w-48 truncate">
                  {event.actor ?? (kind === "system" ? tActors("system") : tActors("somebody"))}
                </span>
                {kind && kind !== "system" ? (
                  <span className="block text-muted-foreground text-xs">{tActors(kind)}</span>
                ) : null}
              </TableCell>
              <TableCell>
                <span className="block">{sayEvent(tEvents, event)}</span>
                {isReadable(event) ? (
                  <span className="block max-w-64 truncate text-muted-foreground text-xs">
                    {[event.targetKind, event.targetId].filter(Boolean).join(" · ")}
                  </span>
                ) : null}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground text-xs tabular-nums">
                {event.ip ?? "–"}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Names of places say something, ids do not. */
function isReadable({ targetKind, targetId }: AuditRow): boolean {
  return targetKind !== null && (targetId ?? "").length < 36;
}
