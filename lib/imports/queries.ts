import "server-only";
import { getTranslations } from "next-intl/server";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { notFoundError } from "@/lib/errors";
import type { Import } from "@/lib/generated/prisma/client";
import { glimpseOf, type ImportKind, importStatus, MAX_OPEN, ROW_PROBLEMS } from "@/lib/imports/rules";
import { type ImportDetails, type ImportItem, importMapping, type RefusedRow } from "@/lib/imports/schema";
import { openHeader, openReport } from "@/lib/imports/sealing";
import { nameMembers } from "@/lib/invites/senders/queries";

const SHOWN_ROWS = 50;

/** How an import is going; what the progress page shows. */
export async function getImport(scope: StoreScope, id: string): Promise<ImportDetails> {
  const row = await findRow(scope, id);
  const reasons = Object.entries(row.reasons as Record<string, number>).flatMap(([key, count]) => {
    const problem = ROW_PROBLEMS.find((one) => one === key);
    return problem ? [{ problem, count }] : [];
  });
  const refusedRows: RefusedRow[] = [];
  for await (const one of refusedRowsOf(scope, id)) {
    refusedRows.push({ ...one, cells: glimpseOf(one.cells) });
    if (refusedRows.length === SHOWN_ROWS) break;
  }
  const names = await nameMembers(scope, [row.createdBy]);
  return {
    ...toItem(row, names),
    sellerId: row.sellerId,
    reasons: reasons.sort((a, b) => b.count - a.count),
    refusedRows,
    hasReport: refusedRows.length > 0,
  };
}

/** The newest of one kind, for the page that it belongs to; before them whatever was begun and not started, so that it can be cancelled. */
export async function listRecentImports(scope: StoreScope, kind: ImportKind): Promise<ImportItem[]> {
  const where = { sellerId: scope.seller.id, kind };
  const uploads = await scope.db.import.findMany({
    where: { ...where, status: "uploading" },
    orderBy: { id: "desc" },
    take: MAX_OPEN,
  });
  const started = await scope.db.import.findMany({
    where: { ...where, status: { not: "uploading" } },
    orderBy: { id: "desc" },
    take: 5,
  });
  const rows = [...uploads, ...started];
  const names = await nameMembers(
    scope,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map((row) => toItem(row, names));
}

/** The refused rows as they came, with the reason behind: to be corrected and uploaded again. */
export async function importReportLines(scope: StoreScope, id: string): Promise<AsyncGenerator<string>> {
  const row = await findRow(scope, id);
  const [t, tFields] = await Promise.all([getTranslations("imports"), getTranslations("imports.fields")]);
  const header = row.header
    ? openHeader(row.sellerId, row.id, row.header)
    : importMapping.parse(row.mapping).map((field, n) => (field ? tFields(field) : t("column", { number: n + 1 })));
  return lines();

  async function* lines() {
    yield csvLine([...header, t("report.reason")]);
    for await (const { cells, problem, of } of refusedRowsOf(scope, id)) {
      const padded = Array.from({ length: header.length }, (_, n) => cells[n] ?? "");
      yield csvLine([...padded, t(`problems.${problem}`, { row: of ?? 0 })]);
    }
  }
}

async function findRow(scope: StoreScope, id: string): Promise<Import> {
  const row = await scope.db.import.findFirst({ where: { sellerId: scope.seller.id, id } });
  if (!row) throw notFoundError();
  return row;
}

async function* refusedRowsOf(scope: StoreScope, importId: string): AsyncGenerator<RefusedRow> {
  const sellerId = scope.seller.id;
  for (let after = 0; ; ) {
    const chunks = await scope.db.importChunk.findMany({
      where: { sellerId, importId, number: { gt: after }, report: { not: null } },
      orderBy: { number: "asc" },
      take: 4,
      select: { number: true, report: true },
    });
    for (const { number, report } of chunks) {
      if (report) yield* openReport({ sellerId, importId, number }, report);
      after = number;
    }
    if (chunks.length === 0) return;
  }
}

function toItem(row: Import, names: ReadonlyMap<string, string | null>): ImportItem {
  const { id, fileName, total, done, added, updated, skipped, refused, error } = row;
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  return {
    ...{ id, fileName, total, done, added, updated, skipped, refused, error },
    kind: row.kind === "invites" ? "invites" : "clients",
    status: importStatus(row.status),
    createdBy: names.get(row.createdBy) ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
  };
}
