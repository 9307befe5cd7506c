import "server-only";
import { getTranslations } from "next-intl/server";
import type { OperatorScope, StoreScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { csvLine } from "@/lib/csv";
import { minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { type LinePage, listAllPayouts, listPayoutLines, listPayouts } from "@/lib/payouts/queries";
import { type PayoutRow, payoutLook } from "@/lib/payouts/rules";
import { type AdminPayoutFilter, adminPayoutListInput, type PayoutFilter, payoutListInput } from "@/lib/payouts/schema";

const SUM_COLUMNS = ["gross", "commission", "refunds", "corrections", "carried", "net"] as const;

async function payoutHead(lead: readonly string[]): Promise<string> {
  const t = await getTranslations("payouts.columns");
  return csvLine(
    [...lead, "number", "from", "to", "state", "orders", "currency", ...SUM_COLUMNS, "reference"].map((key) => t(key)),
  );
}

async function payoutCells(): Promise<(row: PayoutRow) => (string | number | null)[]> {
  const t = await getTranslations("payouts.states");
  return (row) => {
    const digits = minorDigits(row.currency);
    return [
      row.number,
      row.from,
      row.to,
      t(payoutLook(row)),
      row.orderCount,
      row.currency,
      ...SUM_COLUMNS.map((column) => minorToDecimal(row[column], digits)),
      row.reference,
    ];
  };
}

/** The list as lines of a CSV file. */
export async function payoutCsvLines(scope: StoreScope, filter: PayoutFilter): Promise<AsyncGenerator<string>> {
  const [head, cells] = await Promise.all([payoutHead([]), payoutCells()]);
  return (async function* () {
    yield head;
    let cursor: string | undefined;
    do {
      const page = await listPayouts(scope, payoutListInput.parse({ ...filter, limit: 100, cursor }));
      for (const row of page.items) yield csvLine(cells(row));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  })();
}

/** The same for operators, with the seller in front. */
export async function allPayoutCsvLines(
  scope: OperatorScope,
  filter: AdminPayoutFilter,
): Promise<AsyncGenerator<string>> {
  const [head, cells] = await Promise.all([payoutHead(["seller"]), payoutCells()]);
  await recordAudit(scope.db, scope, { action: "payout.exported" });
  return (async function* () {
    yield head;
    let cursor: string | undefined;
    do {
      const page = await listAllPayouts(scope, adminPayoutListInput.parse({ ...filter, limit: 100, cursor }));
      for (const row of page.items) yield csvLine([row.seller.slug, ...cells(row)]);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  })();
}

/** A statement as lines of a CSV file. */
export async function statementCsvLines(
  scope: StoreScope | OperatorScope,
  payout: PayoutRow & { sellerId: string },
): Promise<AsyncGenerator<string>> {
  const [t, tKinds] = await Promise.all([getTranslations("payouts.columns"), getTranslations("payouts.kinds")]);
  const digits = minorDigits(payout.currency);
  const head = ["kind", "number", "at", "amount", "commissionRate", "commission", "net", "currency", "reason"] as const;
  return (async function* () {
    yield csvLine(head.map((key) => t(key)));
    let after: number | undefined = 0;
    while (after !== undefined) {
      const { items, nextCursor }: LinePage = await listPayoutLines(scope, payout, after, 500);
      for (const line of items) {
        const { kind, number, at, amount, commissionBp, commission, net, reason } = line;
        const money = [amount, commission, net].map((minor) => minorToDecimal(minor, digits));
        const rate = commissionBp === null ? null : minorToDecimal(commissionBp, 2);
        const [gross = null, share = null, rest = null] = money;
        yield csvLine([tKinds(kind), number, at, gross, rate, share, rest, payout.currency, reason]);
      }
      after = nextCursor === null ? undefined : items.at(-1)?.position;
    }
  })();
}
