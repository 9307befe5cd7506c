import type { MemberRole } from "@/lib/access/permissions";
import { scopedTransaction } from "@/lib/db/client";
import { dbContext } from "@/lib/db/context";
import { Refusal } from "@/scripts/support/say";
import { daysAgo, systemDb } from "./factories/db";
import { memberRow, sellerRow } from "./factories/sellers";
import { addAudit } from "./seed/audit";
import { addWaitingClients } from "./seed/clients";
import { addBuyers, addCustomer, addOthers, type Buyer, type Context } from "./seed/customers";
import { addMemberInvites } from "./seed/members";
import { addCarts, addOrders } from "./seed/orders";
import { addPayouts } from "./seed/payouts";
import { addDemoPeople, type Crowd, createCrowd, type DemoPeople, type Person } from "./seed/people";
import { addPriceLists, addProducts } from "./seed/products";
import { createRandom, type Random } from "./seed/random";
import { emptyRows, type Rows, writeRows } from "./seed/rows";
import { SHOPS, type Shop } from "./seed/shops";
import { addVisits } from "./seed/visits";

/** The demo of ui.md: the same people, sellers and products everywhere, with 90 days behind them. All or nothing, into an empty database. */
export async function seed(): Promise<void> {
  if (await systemDb().user.findFirst({ select: { id: true } }))
    throw new Refusal("There are people in this database already: the demo data is loaded into an empty one only.");
  const rows = emptyRows();
  const random = createRandom(20_250_101);
  const people = addDemoPeople(rows, daysAgo(420));
  const crowd = createCrowd(rows);
  const contexts = SHOPS.map((shop) => addShop(rows, shop, people, crowd, random));
  for (const context of contexts) addMemberInvites(context);
  addAudit(rows);
  // All of the demo in one transaction: a slow machine needs its time.
  await scopedTransaction(dbContext("system"), (db) => writeRows(db, rows), 300_000);
}

function addShop(rows: Rows, shop: Shop, people: DemoPeople, crowd: Crowd, random: Random): Context {
  const opened = shop.seller.status === "pending" ? daysAgo(2) : daysAgo(410);
  const seller = sellerRow({ ...shop.seller, createdAt: opened });
  rows.sellers.push(seller);
  const products = addProducts(rows, shop, seller, random, opened);
  const priceLists = addPriceLists(rows, shop, seller, products, random);
  const admin = addTeam(rows, shop, seller, people, crowd, opened);
  const context: Context = { rows, shop, seller, priceLists, random, crowd, admin };
  const demo = addDemoCustomers(context, people);
  const buyers = addBuyers(context);
  addOthers(context);
  addWaitingClients(context);
  // People's own baskets start empty for whoever signs in as them.
  addCarts(context, buyers, products);
  addOrders(context, [...demo, ...buyers], products);
  addVisits(context, [...demo, ...buyers]);
  addPayouts(context);
  return context;
}

/** Members; answers with the admin who signs for grants and invites. */
function addTeam(
  rows: Rows,
  shop: Shop,
  seller: { id: string },
  people: DemoPeople,
  crowd: Crowd,
  since: Date,
): Person {
  const add = (user: Person, role: MemberRole, status: "active" | "deactivated" = "active") =>
    rows.members.push(memberRow({ seller, user, role, status, joinDate: since }));
  let admin: Person | undefined;
  if (shop.seller.slug === "harbor-foods") {
    admin = people.ada;
    add(people.ben, "support");
  }
  if (shop.seller.slug === "alpine-tools") {
    admin = people.ada;
    add(people.mia, "manager");
  }
  if (admin) add(admin, "admin");
  // Ben wants to hear of no visits, as everybody until they say so.
  for (const [user, mode] of [[people.ada, "instant"] as const, [people.mia, "daily"] as const]) {
    const isIn = rows.members.some(({ sellerId, userId }) => sellerId === seller.id && userId === user.id);
    if (isIn) rows.alertSettings.push({ sellerId: seller.id, userId: user.id, mode });
  }
  for (const [name, role, status] of shop.team) {
    const person = crowd.staff(name, since);
    add(person, role, status);
    if (role === "admin") admin ??= person;
  }
  if (!admin) throw new Error(`${shop.seller.slug} has no admin.`);
  return admin;
}

function addDemoCustomers(context: Context, { nina, omar, lena, ada }: DemoPeople): Buyer[] {
  const approved = {
    grantedHow: "invite",
    grantedBy: ada.id,
    createdAt: daysAgo(200),
    lastVisitAt: daysAgo(1),
  } as const;
  const [first = null, second = null] = context.priceLists;
  switch (context.shop.seller.slug) {
    case "harbor-foods":
      return [addCustomer(context, nina, approved), addCustomer(context, omar, { ...approved, priceList: second })];
    case "alpine-tools":
      addCustomer(context, lena, {
        status: "requested",
        requestNote: "We are opening a repair shop in Hall and need tools from you.",
        createdAt: daysAgo(1.2),
      });
      return [addCustomer(context, omar, { ...approved, priceList: first })];
    default:
      return [];
  }
}
