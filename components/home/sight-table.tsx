import { Check, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "../ui/table";

const columns = ["subject", "customer", "members", "others"] as const;

const rows = [
  { subject: "prices", customer: "own", members: "yes" },
  { subject: "orders", customer: "own", members: "yes" },
  { subject: "note", customer: "no", members: "yes" },
  { subject: "cost", customer: "no", members: "yes" },
] as const;

export function SightTable() {
  const t = useTranslations("home.sight");
  return (
    <Table label={t("title")}>
      <TableHead>
        {columns.map((column) => (
          <TableHeaderCell key={column} className="max-sm:whitespace-normal max-sm:px-2 max-sm:py-1.5">
            {t(column)}
          </TableHeaderCell>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.subject}>
            <th scope="row" className="px-3 py-2.5 text-start font-medium max-sm:px-2 max-sm:text-xs">
              {t(row.subject)}
            </th>
            <Sight word={t(row.customer)} sees={row.customer !== "no"} />
            <Sight word={t(row.members)} sees />
            <Sight word={t("never")} sees={false} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Sight({ word, sees }: { word: string; sees: boolean }) {
  const Icon = sees ? Check : Lock;
  return (
    <TableCell className={cn("max-sm:px-2 max-sm:text-xs", !sees && "text-muted-foreground")}>
      <span className="inline-flex items-center gap-2 whitespace-nowrap max-sm:gap-1">
        <Icon aria-hidden="true" className={cn("size-4 max-sm:size-3.5", sees && "text-success")} />
        {word}
      </span>
    </TableCell>
  );
}
