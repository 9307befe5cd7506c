import "server-only";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { planListing } from "@/lib/clients/listing/plan";
import { findKnown } from "@/lib/clients/listing/queries";
import { contactsIn } from "@/lib/clients/sealing";
import { newId } from "@/lib/db/ids";
import type { RowProblem } from "@/lib/imports/rules";
import type { Foretold, foretellInput } from "@/lib/imports/schema";
import { priceListsByName } from "@/lib/imports/work/queries";
import { type ReadyRow, readRow } from "@/lib/imports/work/reading";
import { SeenContacts } from "@/lib/imports/work/seen";

/** What an import of these rows would do to the client list as it is now: read and planned as the import does it, and nothing is kept of them. */
export async function foretellRows(
  scope: StoreScope,
  { mapping, options, rows }: z.output<typeof foretellInput>,
): Promise<Foretold & { sellerId: string }> {
  const sellerId = scope.seller.id;
  const priceLists = await priceListsByName(scope.db, sellerId);
  const reader = { mapping, ...options, priceLists, seen: new SeenContacts(newId(), 0, []) };
  const problems = new Map<RowProblem, number>();
  const refuse = (problem: RowProblem) => problems.set(problem, (problems.get(problem) ?? 0) + 1);
  const ready: ReadyRow[] = [];
  for (const [n, cells] of rows.entries()) {
    const read = readRow(reader, cells, n + 1);
    if (read === "blank") continue;
    if ("refusal" in read) refuse(read.refusal.problem);
    else ready.push(read.ready);
  }
  const known = await findKnown(scope.db, sellerId, ready.flatMap(contactsIn));
  const counts = { added: 0, updated: 0, unchanged: 0 };
  // A file restores nobody: it is older than the decision.
  for (const answer of planListing(ready, known, { restore: false, newId }).outcomes) {
    if (answer.outcome === "refused") refuse(answer.reason);
    else counts[answer.outcome === "restored" ? "updated" : answer.outcome] += 1;
  }
  return { ...counts, problems: [...problems].map(([problem, count]) => ({ problem, count })), sellerId };
}
