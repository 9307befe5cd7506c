// What the pages of portal and platform ask for, of a seller that has very much: first and deep pages, searches, sorts, filters, counts.
import type { AccountScope, OperatorScope, StoreScope } from "@/lib/access/scope.ts";
import { listActivity } from "@/lib/audit/activity/queries.ts";
import { listPlatformActivity } from "@/lib/audit/platform/queries.ts";
import { platformActivityInput } from "@/lib/audit/platform/schema.ts";
import { ACTIVITY_PAGE, listActivityInput } from "@/lib/audit/schema.ts";
import { listClientPage } from "@/lib/clients/queries.ts";
import { CLIENT_PAGE, listClientsInput } from "@/lib/clients/schema.ts";
import { getCustomerDetails, listCustomerOrders } from "@/lib/customers/details/queries.ts";
import { listCustomers } from "@/lib/customers/queries.ts";
import { listRequests } from "@/lib/customers/requests/deciding/queries.ts";
import { listRequestsInput, REQUEST_PAGE } from "@/lib/customers/requests/schema.ts";
import {
  CUSTOMER_ORDERS_PAGE,
  CUSTOMER_PAGE,
  customerOrdersInput,
  listCustomersInput,
  TIMELINE_PAGE,
  timelineInput,
} from "@/lib/customers/schema.ts";
import { listTimeline } from "@/lib/customers/timeline/queries.ts";
import { listInvites } from "@/lib/invites/queries.ts";
import { INVITE_PAGE, listInvitesInput } from "@/lib/invites/schema.ts";
import { listMembers, listMyStores } from "@/lib/members/queries.ts";
import { listMembersInput, MEMBER_PAGE } from "@/lib/members/schema.ts";
import { listMerges } from "@/lib/merges/listing/queries.ts";
import { mergeListInput } from "@/lib/merges/schema.ts";
import { countWaiting, listMessages } from "@/lib/messages/delivery/queries.ts";
import { messageListInput } from "@/lib/messages/schema.ts";
import { listOrders } from "@/lib/orders/queries.ts";
import { ORDER_PAGE, ordersInput } from "@/lib/orders/schema.ts";
import {
  countPlatform,
  countTodo,
  listNewestOrders,
  listSales,
  listTopCustomers,
  listTopProducts,
} from "@/lib/overview/queries.ts";
import { countPayouts, listAllPayouts, listPayoutLines, listPayouts } from "@/lib/payouts/queries.ts";
import { adminPayoutListInput, payoutListInput } from "@/lib/payouts/schema.ts";
import { listPlatformDays } from "@/lib/platform/queries.ts";
import { listCategories, listProducts } from "@/lib/products/queries.ts";
import { PRODUCT_PAGE, productListInput } from "@/lib/products/schema.ts";
import { countSellerRows, countSellers, listSellers } from "@/lib/sellers/queries.ts";
import { sellerListInput } from "@/lib/sellers/schema.ts";
import { listShareLinks } from "@/lib/share-links/queries.ts";
import { listSuppressions } from "@/lib/suppressions/queries.ts";
import { suppressionListInput } from "@/lib/suppressions/schema.ts";
import { listUsers } from "@/lib/users/finding/queries.ts";
import { userListInput } from "@/lib/users/schema.ts";
import type { Lists } from "./data.ts";

export type Ask = { page: string; name: string; run: () => Promise<unknown> };
type Scopes = { store: StoreScope; operator: OperatorScope; account: AccountScope };
type Schema<Input> = { parse(given: unknown): Input };
type Page = { nextCursor: string | null } | null;
type Filter = Record<string, string | number>;

/** Pages that are turned before the deep one is measured; a cursor costs the same wherever it stands, an offset would not. */
const DEEP = 30;

/** A list as its page asks for it, with each of the filters; and a page far behind the first, with the first filter. */
async function listAsks<Input>(
  page: string,
  schema: Schema<Input>,
  base: Filter,
  list: (input: Input) => Promise<Page>,
  filters: Record<string, Filter>,
): Promise<Ask[]> {
  const ask = (name: string, filter: Filter): Ask => ({
    page,
    name,
    run: () => list(schema.parse({ ...base, ...filter })),
  });
  const asks = Object.entries(filters).map(([name, filter]) => ask(name, filter));
  for (const [name, filter] of Object.entries(filters)) {
    const cursor = await deepCursor(schema, { ...withoutCount(base), ...withoutCount(filter) }, list);
    if (cursor) asks.push(ask(`${name}, deep`, { ...withoutCount(filter), cursor }));
  }
  return asks;
}

function withoutCount({ count: _, ...filter }: Filter): Filter {
  return filter;
}

async function deepCursor<Input>(schema: Schema<Input>, filter: Filter, list: (input: Input) => Promise<Page>) {
  let cursor: string | undefined;
  for (let turned = 0; turned < DEEP; turned++) {
    const page = await list(schema.parse({ ...filter, ...(cursor && { cursor }) }));
    if (!page?.nextCursor) break;
    cursor = page.nextCursor;
  }
  return cursor;
}

export async function storeAsks({ store }: Scopes, { customerId, payoutId }: Lists): Promise<Ask[]> {
  const counted = (limit: number) => ({ limit, count: "1" });
  const [category] = await listCategories(store);
  return [
    ...overviewAsks(store),
    ...(await listAsks("orders", ordersInput, counted(ORDER_PAGE), (input) => listOrders(store, input), {
      all: {},
      "one state": { status: "placed" },
      "a number": { search: "50000" },
      "a PO number": { search: "PO-77777" },
      "a name": { search: "Person 4242" },
      "a company": { search: "Company 99" },
      "nothing found": { search: "zzzz" },
    })),
    ...(await listAsks(
      "customers",
      listCustomersInput,
      counted(CUSTOMER_PAGE),
      (input) => listCustomers(store, input),
      {
        all: {},
        "oldest first": { sort: "added" },
        "last visit first": { sort: "-lastVisit" },
        "longest not seen first": { sort: "lastVisit" },
        "one state": { status: "approved" },
        "one state, last visit first": { status: "approved", sort: "-lastVisit" },
        "how they came": { how: "manual" },
        "no price list": { prices: "none" },
        "a name that many share": { q: "nina" },
        "one name": { q: "omar person 4321" },
        "a company": { q: "company 99" },
        "an email": { q: "person-70000@example.com" },
        "nothing found": { q: "zzzz" },
      },
    )),
    ...(await listAsks("requests", listRequestsInput, counted(REQUEST_PAGE), (input) => listRequests(store, input), {
      all: {},
      "newest first": { sort: "-asked" },
      rejected: { state: "rejected" },
      "a name": { q: "olivia" },
      "nothing found": { q: "zzzz" },
    })),
    ...(await listAsks("client list", listClientsInput, counted(CLIENT_PAGE), (input) => listClientPage(store, input), {
      all: {},
      "oldest first": { sort: "added" },
      "one state": { status: "pending" },
      "a name that many share": { q: "nina" },
      "a company": { q: "company 99" },
      "an email": { q: "entry-70000@example.com" },
      "nothing found": { q: "zzzz" },
    })),
    ...(await listAsks("invites", listInvitesInput, counted(INVITE_PAGE), (input) => listInvites(store, input), {
      all: {},
      "one state": { status: "sent" },
      expired: { status: "expired" },
      "asked again": { asked: "1" },
      "a name": { q: "omar person 4321" },
      "an email": { q: "person-700@example.com" },
      "nothing found": { q: "zzzz" },
    })),
    { page: "share links", name: "all", run: () => listShareLinks(store) },
    ...(await listAsks("products", productListInput, counted(PRODUCT_PAGE), (input) => listProducts(store, input), {
      all: {},
      "by number": { sort: "sku" },
      "by price": { sort: "price" },
      "dearest first": { sort: "-price" },
      "by stock": { sort: "stock" },
      "changed last": { sort: "-updated" },
      "archived and active": { status: "all" },
      archived: { status: "archived" },
      "out of stock": { stock: "out" },
      "little stock": { stock: "low" },
      "one category": { category: category?.id ?? "none" },
      "a word that many share": { search: "linen" },
      "one name": { search: "article 4321" },
      "one number": { search: "SKU-077777" },
      "nothing found": { search: "zzzz" },
    })),
    ...(await listAsks("activity", listActivityInput, counted(ACTIVITY_PAGE), (input) => listActivity(store, input), {
      all: {},
      "one matter": { what: "orders" },
      "the platform's": { who: "operators" },
      "the system's": { who: "system" },
      refused: { refused: "1" },
      "some days": { from: "2026-01-01", to: "2026-01-31" },
    })),
    ...(await listAsks("members", listMembersInput, { limit: MEMBER_PAGE }, (input) => listMembers(store, input), {
      all: {},
      "a name": { q: "admin" },
    })),
    ...(await listAsks("payouts", payoutListInput, {}, (input) => listPayouts(store, input), {
      all: {},
      "one state": { state: "draft" },
    })),
    ...(await payoutAsks(store, payoutId)),
    ...(await customerAsks(store, customerId)),
  ];
}

function overviewAsks(store: StoreScope): Ask[] {
  const page = "overview";
  return [
    { page, name: "to do, totals", run: () => countTodo(store) },
    { page, name: "sales of 30 days", run: () => listSales(store) },
    { page, name: "best products", run: () => listTopProducts(store) },
    { page, name: "best customers", run: () => listTopCustomers(store) },
    { page, name: "newest orders", run: () => listNewestOrders(store) },
  ];
}

async function payoutAsks(store: StoreScope, id: string): Promise<Ask[]> {
  const payout = { sellerId: store.seller.id, id };
  const page = "one payout, 20,000 lines";
  return [
    { page, name: "first lines", run: () => listPayoutLines(store, payout) },
    { page, name: "lines in the middle", run: () => listPayoutLines(store, payout, 10_000) },
  ];
}

async function customerAsks(store: StoreScope, id: string): Promise<Ask[]> {
  const page = "one customer";
  return [
    { page, name: "details", run: () => getCustomerDetails(store, id) },
    ...(await listAsks(
      page,
      customerOrdersInput,
      { id, limit: CUSTOMER_ORDERS_PAGE, count: "1" },
      (input) => listCustomerOrders(store, input),
      { orders: {} },
    )),
    ...(await listAsks(page, timelineInput, { id, limit: TIMELINE_PAGE }, (input) => listTimeline(store, input), {
      timeline: {},
    })),
  ];
}

export async function platformAsks({ operator, account }: Scopes, { seller }: Lists): Promise<Ask[]> {
  const page = "platform";
  return [
    { page: "switcher", name: "300 stores", run: () => listMyStores(account) },
    { page, name: "figures", run: () => countPlatform(operator) },
    { page, name: "30 days", run: () => listPlatformDays(operator) },
    { page: "one seller", name: "figures", run: () => countSellerRows(operator, seller) },
    { page: "sellers", name: "counts", run: () => countSellers(operator) },
    ...(await listAsks("sellers", sellerListInput, {}, (input) => listSellers(operator, input), {
      all: {},
      "one state": { status: "suspended" },
      "one name": { search: "everything" },
      "a part of many": { search: "tools" },
      "nothing found": { search: "zzzz" },
    })),
    ...(await listAsks("users", userListInput, {}, (input) => listUsers(operator, input), {
      all: {},
      "a name that many share": { q: "nina" },
      "one name": { q: "omar person 4321" },
      "an email": { q: "person-70000@example.com" },
      "nothing found": { q: "zzzz" },
    })),
    { page: "messages", name: "counts", run: () => countWaiting(operator) },
    ...(await listAsks("messages", messageListInput, {}, (input) => listMessages(operator, input), {
      all: {},
      "one state": { status: "failed" },
      "a rare state": { status: "parked" },
      "one way": { channel: "email" },
      "a way that nothing went": { channel: "sms" },
      "one seller": { seller: "everything" },
      "one seller, one state": { seller: "everything", status: "failed" },
      "a part of many": { seller: "tools" },
    })),
    ...(await listAsks("suppressions", suppressionListInput, {}, (input) => listSuppressions(operator, input), {
      all: {},
    })),
    ...(await listAsks("merges", mergeListInput, {}, (input) => listMerges(operator, input), {
      all: {},
      "a name": { q: "nina" },
      "an email": { q: "person-70000@example.com" },
    })),
    ...(await listAsks("all activity", platformActivityInput, {}, (input) => listPlatformActivity(operator, input), {
      all: {},
      "one matter": { what: "orders" },
      "the platform's": { who: "operators" },
      "the system's": { who: "system" },
      refused: { refused: "1" },
      "one seller": { seller: "everything" },
      "a part of many": { seller: "tools" },
    })),
    { page: "all payouts", name: "counts", run: () => countPayouts(operator) },
    ...(await listAsks("all payouts", adminPayoutListInput, {}, (input) => listAllPayouts(operator, input), {
      all: {},
      "one state": { state: "draft" },
      "one seller": { seller: "everything" },
      "nothing found": { seller: "zzzz" },
    })),
  ];
}
