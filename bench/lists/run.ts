// Every list of portal and platform, of a seller that has 100,000 of everything: what its pages cost on the server, and how fast its exports are.
import { activityCsvLines } from "@/lib/audit/export/queries.ts";
import { platformCsvLines } from "@/lib/audit/platform/queries.ts";
import { platformActivityFilter } from "@/lib/audit/platform/schema.ts";
import { clientCsvLines } from "@/lib/clients/queries.ts";
import { clientFilter } from "@/lib/clients/schema.ts";
import { customerCsvLines } from "@/lib/customers/export/queries.ts";
import { customerFilter } from "@/lib/customers/schema.ts";
import { closeDb } from "@/lib/db/client.ts";
import { inviteCsvLines } from "@/lib/invites/export/queries.ts";
import { inviteFilter } from "@/lib/invites/schema.ts";
import { messageCsvLines } from "@/lib/messages/delivery/queries.ts";
import { messageFilter } from "@/lib/messages/schema.ts";
import { orderCsvLines } from "@/lib/orders/queries.ts";
import { statementCsvLines } from "@/lib/payouts/export/queries.ts";
import { getPayout } from "@/lib/payouts/queries.ts";
import { productCsvLines } from "@/lib/products/queries.ts";
import { productFilter } from "@/lib/products/schema.ts";
import { accountScopeFor, actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes.ts";
import { withClient } from "@/scripts/support/installation.ts";
import { type BenchOptions, median, print, printTable, withBenchDatabase } from "../support.ts";
import { type Ask, platformAsks, storeAsks } from "./asks.ts";
import { createLists, type Lists } from "./data.ts";

const GOAL_MS = 50;

export async function bench({ rounds = 3 }: BenchOptions): Promise<void> {
  await withBenchDatabase(async ({ ownerUrl }) => {
    try {
      const lists = await createLists((what) => print(`making ${what}…`));
      // The test server does not do it by itself; a server that has been there for a minute has.
      await withClient(ownerUrl, (client) => client.query("VACUUM ANALYZE"));
      await measureLists(lists, rounds);
    } finally {
      await closeDb();
    }
  });
}

export async function measureLists(lists: Lists, rounds: number): Promise<void> {
  const scopes = {
    store: await storeScopeFor(lists.adminId, lists.seller.slug),
    operator: await operatorScopeFor(lists.operatorId),
    account: await accountScopeFor(lists.adminId),
  };
  const asks = [...(await storeAsks(scopes, lists)), ...(await platformAsks(scopes, lists))];
  const rows = [["server time of what a page asks for", "median ms", "slowest ms", "goal ms", ""]];
  for (const ask of asks) rows.push(await measure(ask, rounds * 5));
  printTable(rows);
  print();
  await actingAs({ user: lists.adminId }, () => measureExports(scopes));
}

async function measure({ page, name, run }: Ask, times: number): Promise<string[]> {
  const took: number[] = [];
  await run();
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    await run();
    took.push(performance.now() - began);
  }
  const verdict = median(took) < GOAL_MS ? "" : "NOT REACHED";
  return [`${page}: ${name}`, median(took).toFixed(1), Math.max(...took).toFixed(1), `< ${GOAL_MS}`, verdict];
}

type Scopes = {
  store: Awaited<ReturnType<typeof storeScopeFor>>;
  operator: Awaited<ReturnType<typeof operatorScopeFor>>;
};

async function measureExports({ store, operator }: Scopes): Promise<void> {
  const exports: [string, () => Promise<AsyncGenerator<string>>][] = [
    ["orders", () => orderCsvLines(store, {})],
    ["customers", () => customerCsvLines(store, customerFilter.parse({}))],
    ["client list", () => clientCsvLines(store, clientFilter.parse({}))],
    ["invites", () => inviteCsvLines(store, inviteFilter.parse({}))],
    ["products", () => productCsvLines(store, productFilter.parse({ status: "all" }))],
    ["products by price", () => productCsvLines(store, productFilter.parse({ status: "all", sort: "price" }))],
    ["activity", () => activityCsvLines(store, {})],
    ["one payout", async () => statementCsvLines(store, { ...(await getPayout(store, 1)), sellerId: store.seller.id })],
    ["all messages", () => messageCsvLines(operator, messageFilter.parse({}))],
    ["all activity", () => platformCsvLines(operator, platformActivityFilter.parse({}))],
  ];
  const rows = [["export", "lines", "seconds", "lines per second"]];
  for (const [name, lines] of exports) {
    const began = performance.now();
    let count = 0;
    for await (const _ of await lines()) count += 1;
    const seconds = (performance.now() - began) / 1000;
    rows.push([name, String(count), seconds.toFixed(1), (count / seconds).toFixed(0)]);
  }
  printTable(rows);
}
