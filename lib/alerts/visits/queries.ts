import "server-only";
import { formatContact } from "@/lib/contacts/rules";
import { contactOf } from "@/lib/customers/queries";
import { showsPerson } from "@/lib/customers/rules";
import type { Db } from "@/lib/db/client";
import type { ToldPage, Visitor } from "@/lib/messages/visit-templates";
import { seenPages } from "@/lib/visits/pages/queries";

/** A visit as an e-mail tells it. */
export type ToldVisit = { id: string; at: string; seconds: number; visitor: Visitor; pages: ToldPage[] };

type Ref = { visitId: string; visitedAt: Date; customerId: string };

/** These visits in their order, as the system; what was erased meanwhile is left out. */
export async function describeVisits(db: Db, sellerId: string, refs: readonly Ref[]): Promise<ToldVisit[]> {
  if (refs.length === 0) return [];
  const list = JSON.stringify(refs.map(({ visitId, visitedAt }) => ({ id: visitId, at: visitedAt })));
  const rows = await db.$queryRaw<{ id: string; seconds: number; pages: unknown }[]>`
    SELECT v.id, v.seconds, v.pages FROM jsonb_to_recordset(${list}::jsonb) AS r(id uuid, at timestamptz)
    JOIN visits v ON v.seller_id = ${sellerId}::uuid AND v.visited_at = r.at AND v.id = r.id`;
  const visits = new Map(rows.map((row) => [row.id, row]));
  const visitors = await nameVisitors(
    db,
    sellerId,
    refs.map(({ customerId }) => customerId),
  );
  const seen = new Map(rows.map(({ id, pages }) => [id, seenPages(pages).slice(0, PAGES)]));
  const categories = await nameCategories(db, sellerId, [...seen.values()].flat());
  return refs.flatMap(({ visitId: id, visitedAt, customerId }) => {
    const visit = visits.get(id);
    const visitor = visitors.get(customerId);
    if (!visit || !visitor) return [];
    const pages = (seen.get(id) ?? []).map(({ kind, about }) => ({
      kind,
      about: kind === "category" ? (categories.get(about ?? "") ?? null) : about,
    }));
    return [{ id, at: visitedAt.toISOString(), seconds: visit.seconds, visitor, pages }];
  });
}

/** Customers as a portal calls them: what the seller wrote, then what the person did, then their contact. */
export async function nameVisitors(db: Db, sellerId: string, ids: readonly string[]): Promise<Map<string, Visitor>> {
  const rows = await db.customer.findMany({
    where: { sellerId, id: { in: [...new Set(ids)] } },
    select: {
      sellerId: true,
      id: true,
      status: true,
      joinDate: true,
      name: true,
      company: true,
      userName: true,
      userCompany: true,
      contactKind: true,
      contactValue: true,
    },
  });
  return new Map(
    rows.map((row) => {
      const person = showsPerson(row) ? row : { userName: null, userCompany: null };
      const [name, company] = [row.name ?? person.userName, row.company ?? person.userCompany];
      const contact = name || company ? null : contactOf(row);
      return [row.id, { name: name ?? (contact && formatContact(contact)), company }];
    }),
  );
}

/** An e-mail names no more of one visit; the analytics have them all. */
const PAGES = 12;

async function nameCategories(db: Db, sellerId: string, pages: readonly ToldPage[]): Promise<Map<string, string>> {
  const ids = pages.flatMap(({ kind, about }) => (kind === "category" && about ? [about] : []));
  if (ids.length === 0) return new Map();
  const rows = await db.category.findMany({ where: { sellerId, id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
