import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { OperatorScope } from "@/lib/access/scope";
import { listUserMerges, type UserFacts } from "@/lib/users/facts/queries";

/** Nothing where there was no merge. */
export async function MergesCard({ scope, user }: { scope: OperatorScope; user: UserFacts }) {
  const [t, tMerges, merges] = await Promise.all([
    getTranslations("users"),
    getTranslations("merges"),
    listUserMerges(scope, user.id),
  ]);
  if (merges.length === 0) return null;
  return (
    <TableCard title={t("merges")} description={t("mergesHint")}>
      <Table label={t("merges")}>
        <TableHead>
          <TableHeaderCell>{tMerges("when")}</TableHeaderCell>
          <TableHeaderCell>{t("name")}</TableHeaderCell>
          <TableHeaderCell>{tMerges("state")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {merges.map(({ id, mergedAt, with: other, gone, state }) => (
            <TableRow key={id}>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <DateTime value={mergedAt} timeZone="UTC" />
              </TableCell>
              <TableCell>
                <span className="block text-muted-foreground text-xs">{t(gone ? "mergedInto" : "mergedFrom")}</span>
                <Link href={`/admin/users/${other.id}`} prefetch={false} className="hover:underline">
                  {other.name ?? t("unnamed")}
                </Link>
              </TableCell>
              <TableCell>
                {tMerges(`states.${state}`)}
                {state === "merged" && scope.can("users.merge") ? (
                  <Link href="/admin/merges" className="block text-brand text-xs hover:underline">
                    {t("allMerges")}
                  </Link>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}
