import { CircleCheck, Lock, Undo2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { MergeRow } from "@/lib/merges/queries";
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
              <span className="block max-w-48 truncate">{merge.from ?? t("unnamed")}</span>
            </TableCell>
            <TableCell>
              <span className="block max-w-48 truncate font-medium">{merge.into ?? t("unnamed")}</span>
            </TableCell>
            <TableCell>
              <MergeStateCell merge={merge} />
            </TableCell>
            <TableCell className="text-end">
              {merge.state === "merged" ? (
                <UndoMerge mergeId={merge.id} from={merge.from ?? t("unnamed")} into={merge.into ?? t("unnamed")} />
              ) : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
