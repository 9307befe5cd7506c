import Link from "next/link";
import { useTranslations } from "next-intl";
import { isUnderWay } from "@/lib/imports/rules";
import type { ImportItem } from "@/lib/imports/schema";
import { DateTime } from "../date-time";
import { Card, CardHeader } from "../ui/card";
import { ImportStatusBadge } from "./import-status-badge";

export interface RecentImportsProps {
  /** Those that are not done stand above the list, where they are seen; the others below it. */
  part: "underWay" | "ended";
  store: { slug: string; timeZone: string };
  imports: ImportItem[];
}

/** The newest imports of a list; nothing where there was none. Needs the namespace `imports`. */
export function RecentImports({ part, store, imports }: RecentImportsProps) {
  const t = useTranslations("imports");
  const shown = imports.filter(
    ({ status }) => (isUnderWay(status) || status === "uploading") === (part === "underWay"),
  );
  if (shown.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t(part === "underWay" ? "recent.underWay" : "recent.title")} />
      <ul className="divide-y divide-border text-sm">
        {shown.map(({ id, fileName, status, done, total, refused, createdAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <Link
              href={`/vendor/${store.slug}/imports/${id}`}
              className="min-w-0 flex-1 basis-48 break-words py-1 font-medium hover:underline"
            >
              <bdi>{fileName ?? t("recent.pasted")}</bdi>
            </Link>
            {status === "uploading" ? null : (
              <span className="text-muted-foreground tabular-nums">
                {t("recent.summary", { done, total })}
                {refused > 0 ? `, ${t("recent.refused", { count: refused })}` : null}
              </span>
            )}
            <DateTime value={createdAt} timeZone={store.timeZone} className="text-muted-foreground" />
            <ImportStatusBadge status={status} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
