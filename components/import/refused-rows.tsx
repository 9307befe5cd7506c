import { useTranslations } from "next-intl";
import type { ImportDetails } from "@/lib/imports/schema";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "../ui/table";

/** Why rows were refused, summed up and one by one. */
export function RefusedRows({ data: { reasons, refusedRows, refused } }: { data: ImportDetails }) {
  const t = useTranslations("imports.page");
  const tProblem = useTranslations("imports.problems");
  return (
    <>
      {reasons.length > 1 && refused > reasons.length ? (
        <ul className="flex flex-col gap-1 text-sm" aria-label={t("reasons")}>
          {reasons.map(({ problem, count }) => (
            <li key={problem} className="flex gap-2">
              <span className="min-w-8 text-end font-medium tabular-nums">{t("figure", { count })}</span>
              <span>{tProblem(problem, { row: 0 })}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <Table label={t("refused")}>
        <TableHead>
          <TableHeaderCell numeric>{t("row")}</TableHeaderCell>
          <TableHeaderCell>{t("reason")}</TableHeaderCell>
          <TableHeaderCell>{t("content")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {refusedRows.map(({ row, cells, problem, of }) => (
            <TableRow key={row}>
              <TableCell numeric>{t("figure", { count: row })}</TableCell>
              <TableCell className="min-w-56">{tProblem(problem, { row: of ?? 0 })}</TableCell>
              <TableCell className="max-w-96 truncate text-muted-foreground">
                <bdi>{cells.filter(Boolean).join(" · ")}</bdi>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {refusedRows.length < refused ? (
        <p className="text-muted-foreground text-sm">{t("refusedHint", { shown: refusedRows.length })}</p>
      ) : null}
    </>
  );
}
