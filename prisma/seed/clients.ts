import { daysAgo } from "../factories/db";
import type { NewCustomer } from "../factories/sellers";
import { clientRow } from "../factories/ways-in";
import type { Context } from "./customers";
import { personName } from "./names";
import type { Person } from "./people";

/** Nobody has it yet: who signs up with it is in at three sellers at once. */
const LISTED_BY_THREE = { phone: "+1 202 555 0195", sellers: ["harbor-foods", "alpine-tools", "northline-coffee"] };

type Listed = Pick<NewCustomer, "priceList" | "createdAt"> & { company: string | null };

/** The entry that let a customer in. */
export function addListed({ rows, seller, admin }: Context, user: Person, options: Listed): { id: string } {
  const row = clientRow({
    seller,
    ...contactsOf(user),
    name: user.name,
    company: options.company,
    priceList: options.priceList ?? null,
    status: "approved",
    createdBy: admin.id,
    ...(options.createdAt && { createdAt: options.createdAt }),
  });
  rows.clients.push(row);
  return { id: row.id };
}

function contactsOf({ contacts }: Person): { phone?: string; email?: string } {
  return Object.fromEntries(contacts.map(({ kind, value }) => [kind, value]));
}

/** Those of a seller's client list who are not here yet, and a few that it took back. */
export function addWaitingClients({ rows, seller, shop, priceLists, admin }: Context): void {
  if (shop.customers === 0) return;
  const add = (index: number, options: { phone?: string; status?: "revoked" } = {}) => {
    const company = shop.companies[index % shop.companies.length] ?? null;
    const box = `${shop.seller.slug}.${index + 1}@example.com`;
    rows.clients.push(
      clientRow({
        seller,
        ...(options.phone ? { phone: options.phone } : { email: box }),
        name: index % 3 === 1 ? null : personName(1000 + index * 7),
        company: index % 4 === 2 ? null : company,
        priceList: priceLists[index % (priceLists.length + 1)] ?? null,
        status: options.status ?? "pending",
        createdBy: admin.id,
        createdAt: daysAgo(2 + index * 3),
      }),
    );
  };
  for (let index = 0; index < 14; index++) add(index, index % 7 === 5 ? { status: "revoked" } : {});
  if (LISTED_BY_THREE.sellers.includes(shop.seller.slug)) add(14, { phone: LISTED_BY_THREE.phone });
}
