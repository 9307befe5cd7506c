import { CircleCheck, Lock, Undo2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { Badge } from "@/components/ui/badge";
import { PageTable } from "@/components/ui/page-table";
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
    <PageTable
      label={t("title")}
      rows={items}
      rowId={({ id }) => id}
      columns={[
        {
          id: "when",
          header: t("when"),
          cell: ({ mergedAt }) => (
            <DateTime value={mergedAt} timeZone="UTC" className="whitespace-nowrap text-muted-foreground" />
          ),
        },
        { id: "from", header: t("from"), cell: ({ from }) => <Person {...from} /> },
        { id: "into", header: t("into"), cell: ({ into }) => <Person {...into} /> },
        { id: "state", header: t("state"), cell: (merge) => <MergeStateCell merge={merge} /> },
        {
          id: "undo",
          header: t("undo"),
          phone: "actions",
          cell: ({ id, state, from, into }) =>
            state === "merged" ? (
              <UndoMerge
                mergeId={id}
                from={from.name ?? from.contacts[0] ?? t("unnamed")}
                into={into.name ?? into.contacts[0] ?? t("unnamed")}
              />
            ) : null,
        },
      ]}
    />
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
    <div className="flex flex-col items-start gap-1 max-sm:items-end sm:min-w-56">
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
