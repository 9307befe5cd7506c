import "server-only";
import type { KnownEntry } from "@/lib/clients/listing/plan";
import { clientStatus } from "@/lib/clients/rules";
import { clientContacts, hex } from "@/lib/clients/sealing";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import type { Client, Prisma } from "@/lib/generated/prisma/client";

/**
 * A seller's entries that hold one of these contacts, revoked ones too. Each look-up is a step into an index of its own: while a list
 * grows fast, nothing tells the planner how long it is, and it would read all of it.
 */
export async function findKnown(db: Db, sellerId: string, contacts: readonly Contact[]): Promise<KnownEntry[]> {
  const under = (kind: Contact["kind"]) =>
    contacts
      .filter((contact) => contact.kind === kind)
      .flatMap((contact) => contactLookups(contact).map(hex))
      .join();
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT DISTINCT ON (c.id) c.seller_id AS "sellerId", c.id, c.phone_value AS "phoneValue", c.email_value AS "emailValue", c.name, c.company,
      c.price_list_id AS "priceListId", c.status, c.listed_at AS "listedAt"
    FROM (
      SELECT f.* FROM unnest(string_to_array(${under("phone")}, ',')) AS l,
        LATERAL (SELECT * FROM clients WHERE seller_id = ${sellerId}::uuid AND phone_lookup = decode(l, 'hex') OFFSET 0) AS f
      UNION ALL
      SELECT f.* FROM unnest(string_to_array(${under("email")}, ',')) AS l,
        LATERAL (SELECT * FROM clients WHERE seller_id = ${sellerId}::uuid AND email_lookup = decode(l, 'hex') OFFSET 0) AS f
    ) AS c ORDER BY c.id`;
  return rows.map(toEntry);
}

type EntryRow = Pick<
  Client,
  "sellerId" | "id" | "phoneValue" | "emailValue" | "name" | "company" | "priceListId" | "status" | "listedAt"
>;

function toEntry(row: EntryRow): KnownEntry {
  const { id, name, company, priceListId, listedAt } = row;
  return { id, name, company, priceListId, listedAt, status: clientStatus(row.status), ...clientContacts(row) };
}

export async function findEntries(
  db: Db,
  where: Prisma.ClientWhereInput & { sellerId: string },
): Promise<KnownEntry[]> {
  const rows = await db.client.findMany({
    where,
    select: {
      sellerId: true,
      id: true,
      phoneValue: true,
      emailValue: true,
      name: true,
      company: true,
      priceListId: true,
      status: true,
      listedAt: true,
    },
    orderBy: { id: "asc" },
  });
  return rows.map(toEntry);
}
