import { CircleCheck, Lock, Undo2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { MergeRow } from "@/lib/merges/listing/queries";
import { UndoMerge } from "./undo-merge";

const looks = {
  merged: { tone: "success", icon: CircleCheck },
  undone: { tone: "neutral", icon: Undo2 },
  final: { tone: "neutral", icon: Lock },
} as const;

export async function MergeTable({ items }: { items: MergeRow[] }) {
  const t = await getTranslations("merges");
  return (
    <Table label={t("title")}>
      <TableHead>
        <TableHeaderCell>{t("when")}</TableHeaderCell>
        <TableHeaderCell>{t("from")}</TableHeaderCell>
        <TableHeaderCell>{t("into")}</TableHeaderCell>
        <TableHeaderCell>{t("state")}</TableHeaderCell>
        <TableHeaderCell>
          <span className="sr-only">{t("undo")}</span>
        </TableHeaderCell>
      </TableHead>
      <TableBody>
        {items.map((merge) => (
          <TableRow key={merge.id}>
            <TableCell className="whitespace-nowrap text-muted-foreground">
              <DateTime value={merge.mergedAt} timeZone="UTC" />
            </TableCell>
            <TableCell>
              <Person {...merge.from} />
            </TableCell>
            <TableCell>
              <Person {...merge.into} />
            </TableCell>
            <TableCell>
              <MergeStateCell merge={merge} />
            </TableCell>
            <TableCell className="text-end">
              {merge.state === "merged" ? (
                <UndoMerge
                  mergeId={merge.id}
                  from={merge.from.name ?? merge.from.contacts[0] ?? t("unnamed")}
                  into={merge.into.name ?? merge.into.contacts[0] ?? t("unnamed")}
                />
              ) : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** By name and masked contacts: two of the same name can be told apart. */
async function Person({ name, contacts }: MergeRow["from"]) {
  const t = await getTranslations("merges");
  return (
    <span className="flex max-w-56 flex-col">
      <span className="truncate font-medium">{name ?? t("unnamed")}</span>
      {contacts.map((contact) => (
        <bdi key={contact} dir="ltr" className="truncate text-muted-foreground text-xs tabular-nums">
          {contact}
        </bdi>
      ))}
    </span>
  );
}

async function MergeStateCell({ merge }: { merge: MergeRow }) {
  const t = await getTranslations("merges");
  const { tone, icon } = looks[merge.state];
  const { undoneAt, undoneBy } = merge;
  return (
    <div className="flex min-w-56 flex-col items-start gap-1">
      <Badge tone={tone} icon={icon}>
        {t(`states.${merge.state}`)}
      </Badge>
      <span className="text-muted-foreground text-xs">
        {merge.state === "merged" ? (
          <>
            {t("until")} <DateTime value={merge.undoableUntil} timeZone="UTC" style="date" />
          </>
        ) : null}
        {merge.state === "final" ? t("errors.tooLate") : null}
        {undoneAt ? (
          <>
            <DateTime value={undoneAt} timeZone="UTC" /> · {undoneBy ?? t("unnamed")}
          </>
        ) : null}
      </span>
    </div>
  );
}
