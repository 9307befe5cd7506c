import type { InviteStatus } from "@/lib/invites/rules";
import { daysAgo } from "../factories/db";
import { customerRow, inviteRow, type NewCustomer } from "../factories/sellers";
import { shareLinkRow } from "../factories/ways-in";
import { addListed } from "./clients";
import { addInviteMessage } from "./messages";
import type { Crowd, Person } from "./people";
import type { PriceList } from "./products";
import type { Random } from "./random";
import type { Rows } from "./rows";
import type { Shop } from "./shops";

export type Context = {
  rows: Rows;
  shop: Shop;
  seller: { id: string; currency: string; timeZone: string };
  priceLists: PriceList[];
  random: Random;
  crowd: Crowd;
  admin: Person;
};
export type Buyer = { id: string; sellerId: string; userId: string; priceList: PriceList | null; joined: Date };

type Options = Omit<NewCustomer, "seller" | "user" | "priceList"> & { priceList?: PriceList | null };

export function addCustomer({ rows, seller }: Context, user: Person, options: Options): Buyer {
  const contact = options.contact === undefined ? (user.contacts[0] ?? null) : options.contact;
  const row = customerRow({ ...options, seller, user, contact });
  rows.customers.push(row);
  return {
    id: row.id,
    sellerId: seller.id,
    userId: user.id,
    priceList: options.priceList ?? null,
    joined: row.createdAt,
  };
}

function addInvite(
  { rows, seller, shop, admin }: Context,
  user: Person,
  status: InviteStatus,
  createdAt: Date,
  priceList: PriceList | null = null,
): void {
  const contact = user.contacts[0];
  if (!contact) return;
  const invited = { seller, contact: contact.value, sentBy: admin.id, userId: user.id, status, priceList, createdAt };
  const invite = inviteRow(invited);
  rows.invites.push(invite.row);
  addInviteMessage(
    rows,
    { id: seller.id, slug: shop.seller.slug ?? "", name: shop.seller.name ?? "" },
    contact,
    invite,
  );
}

/** Approved customers of the crowd: all with a name, for they order; most with a company. */
export function addBuyers(context: Context): Buyer[] {
  const { shop, random, crowd, priceLists, admin } = context;
  return Array.from({ length: shop.customers }, (_, index) => {
    const joined = daysAgo(random.int(20, 400));
    const company = index % 4 === 3 ? undefined : shop.companies[index % shop.companies.length];
    const user = crowd.next(joined, { company, byPhone: index % 11 === 4 });
    const invited = index % 3 !== 0;
    const priceList = random.chance(0.7) ? random.pick(priceLists) : null;
    const recently = new Date(Date.now() - random.int(1, 30 * 24) * 3_600_000);
    // An invite is answered a day later.
    if (invited) addInvite(context, user, "used", dayBefore(joined), priceList);
    const note = index % 8 === 2 ? "Delivers to the back door; call before nine." : null;
    // Of those who were not invited every other one came in by the client list.
    const listed = !invited && index % 2 === 0;
    const entry = { company: company ?? null, priceList, createdAt: joined };
    return addCustomer(context, user, {
      createdAt: joined,
      ...(listed
        ? { grantedHow: "client_list", client: addListed(context, user, entry) }
        : { grantedHow: invited ? "invite" : "manual", grantedBy: admin.id }),
      priceList,
      note,
      lastVisitAt: recently,
    });
  });
}

function dayBefore(time: Date): Date {
  return new Date(time.getTime() - 86_400_000);
}

const REQUEST_NOTES = [
  "We opened a second branch and would like to order from you.",
  "A colleague recommended you. Could we see your prices?",
  "We buy about once a week.",
  undefined,
];

/** Those who are not in: asked, refused, let go, invited and not here yet. */
export function addOthers(context: Context): void {
  const { shop, random, crowd, admin } = context;
  if (shop.customers === 0) return;
  const company = () => random.pick(shop.companies);
  const shareLink = addShareLinks(context);
  for (const [index, requestNote] of REQUEST_NOTES.entries()) {
    const createdAt = daysAgo(index * 2 + random.next());
    addCustomer(context, crowd.next(createdAt, { company: company() }), {
      status: "requested",
      requestNote,
      createdAt,
      // Every other one read the poster.
      ...(shareLink && index % 2 === 1 && { shareLink }),
    });
  }
  for (const decisionNote of ["We only deliver within the region.", undefined]) {
    const createdAt = daysAgo(random.int(20, 60));
    addCustomer(context, crowd.next(createdAt, { company: company() }), {
      status: "rejected",
      decisionNote,
      createdAt,
    });
  }
  for (let count = 0; count < 2; count++) {
    const createdAt = daysAgo(random.int(100, 300));
    addCustomer(context, crowd.next(createdAt, { company: company() }), {
      status: "revoked",
      grantedHow: "manual",
      grantedBy: admin.id,
      createdAt,
      lastVisitAt: daysAgo(70),
    });
  }
  addPendingInvites(context);
}

/** One seller has a poster on its counter, and one of a fair that is over. Answers with the live one. */
function addShareLinks({ rows, shop, seller, admin }: Context): { id: string } | null {
  if (shop.seller.slug !== "harbor-foods") return null;
  const link = { seller, createdBy: admin.id };
  const live = shareLinkRow({ ...link, label: "Counter on the wharf", code: "harb2345", createdAt: daysAgo(45) });
  const ended = { label: "Spring food fair", code: "fair2345", createdAt: daysAgo(210), revokedAt: daysAgo(150) };
  rows.shareLinks.push(live, shareLinkRow({ ...link, ...ended }));
  return live;
}

function addPendingInvites(context: Context): void {
  const { random, crowd, admin } = context;
  for (let count = 0; count < 5; count++) {
    const createdAt = daysAgo(1 + count * 2 + random.next());
    const user = crowd.next(createdAt, { unnamed: true, unproved: true, byPhone: count === 0 });
    addInvite(context, user, "sent", createdAt);
    addCustomer(context, user, { status: "invited", createdAt });
  }
  for (let count = 0; count < 2; count++) {
    const createdAt = daysAgo(2 + count);
    const user = crowd.next(createdAt, { unnamed: true });
    addInvite(context, user, "registered", dayBefore(createdAt));
    addCustomer(context, user, { status: "approved", grantedHow: "invite", grantedBy: admin.id, createdAt });
  }
  for (const status of ["expired", "expired", "revoked"] as const) {
    const createdAt = daysAgo(random.int(25, 50));
    const user = crowd.next(createdAt, { unnamed: true, unproved: true });
    addInvite(context, user, status, createdAt);
    addCustomer(context, user, { status: status === "expired" ? "invited" : "revoked", grantedHow: null, createdAt });
  }
}
