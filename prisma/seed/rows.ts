import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type PastVisit, writePastVisits } from "../factories/visits";
import { type PayoutRows, writePayouts } from "./payouts";

/** Everything that the seed writes, gathered first and written table by table. */
export type Rows = {
  users: Prisma.UserCreateManyInput[];
  contacts: Prisma.ContactCreateManyInput[];
  operators: Prisma.OperatorCreateManyInput[];
  sellers: Prisma.SellerCreateManyInput[];
  members: Prisma.MemberCreateManyInput[];
  alertSettings: Prisma.AlertSettingCreateManyInput[];
  categories: Prisma.CategoryCreateManyInput[];
  products: Prisma.ProductCreateManyInput[];
  priceLists: Prisma.PriceListCreateManyInput[];
  priceListItems: Prisma.PriceListItemCreateManyInput[];
  clients: Prisma.ClientCreateManyInput[];
  shareLinks: Prisma.ShareLinkCreateManyInput[];
  customers: Prisma.CustomerCreateManyInput[];
  invites: Prisma.InviteCreateManyInput[];
  messages: Prisma.MessageCreateManyInput[];
  messageEvents: Prisma.MessageEventCreateManyInput[];
  suppressions: Prisma.SuppressionCreateManyInput[];
  carts: Prisma.CartCreateManyInput[];
  cartLines: Prisma.CartLineCreateManyInput[];
  orders: Prisma.OrderCreateManyInput[];
  orderLines: Prisma.OrderLineCreateManyInput[];
  orderCounters: Prisma.OrderCounterCreateManyInput[];
  visits: PastVisit[];
  payouts: PayoutRows;
  auditEvents: Prisma.AuditEventCreateManyInput[];
};

export function emptyRows(): Rows {
  return {
    users: [],
    contacts: [],
    operators: [],
    sellers: [],
    members: [],
    alertSettings: [],
    categories: [],
    products: [],
    priceLists: [],
    priceListItems: [],
    clients: [],
    shareLinks: [],
    customers: [],
    invites: [],
    messages: [],
    messageEvents: [],
    suppressions: [],
    carts: [],
    cartLines: [],
    orders: [],
    orderLines: [],
    orderCounters: [],
    visits: [],
    payouts: { refunds: [], payouts: [], lines: [], corrections: [], lateLines: [], decisions: [] },
    auditEvents: [],
  };
}

/** In the order in which rows point at each other. */
export async function writeRows(db: Db, rows: Rows): Promise<void> {
  await inChunks(rows.users, (data) => db.user.createMany({ data }));
  await inChunks(rows.contacts, (data) => db.contact.createMany({ data }));
  await inChunks(rows.operators, (data) => db.operator.createMany({ data }));
  await inChunks(rows.sellers, (data) => db.seller.createMany({ data }));
  await inChunks(rows.members, (data) => db.member.createMany({ data }));
  await inChunks(rows.alertSettings, (data) => db.alertSetting.createMany({ data }));
  await inChunks(rows.categories, (data) => db.category.createMany({ data }));
  await inChunks(rows.products, (data) => db.product.createMany({ data }));
  await inChunks(rows.priceLists, (data) => db.priceList.createMany({ data }));
  await inChunks(rows.priceListItems, (data) => db.priceListItem.createMany({ data }));
  await inChunks(rows.clients, (data) => db.client.createMany({ data }));
  await inChunks(rows.shareLinks, (data) => db.shareLink.createMany({ data }));
  await inChunks(rows.customers, (data) => db.customer.createMany({ data }));
  await inChunks(rows.invites, (data) => db.invite.createMany({ data }));
  await inChunks(rows.messages, (data) => db.message.createMany({ data }));
  await inChunks(rows.messageEvents, (data) => db.messageEvent.createMany({ data }));
  await inChunks(rows.suppressions, (data) => db.suppression.createMany({ data, skipDuplicates: true }));
  await inChunks(rows.carts, (data) => db.cart.createMany({ data }));
  await inChunks(rows.cartLines, (data) => db.cartLine.createMany({ data }));
  await writePastVisits(db, rows.visits);
  await inChunks(rows.orders, (data) => db.order.createMany({ data }));
  await inChunks(rows.orderLines, (data) => db.orderLine.createMany({ data }));
  await inChunks(rows.orderCounters, (data) => db.orderCounter.createMany({ data }));
  await writePayouts(db, rows.payouts);
  await inChunks(rows.auditEvents, (data) => db.auditEvent.createMany({ data }));
}

async function inChunks<Row>(rows: Row[], write: (chunk: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000) await write(rows.slice(start, start + 1000));
}
