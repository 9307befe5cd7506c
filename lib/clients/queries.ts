import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { clientStatus } from "@/lib/clients/rules";
import { type ClientFilter, type ClientItem, type ClientPage, listClientsInput } from "@/lib/clients/schema";
import { clientContacts } from "@/lib/clients/sealing";
import { formatContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { csvLine } from "@/lib/csv";
import { isCustomerStatus } from "@/lib/customers/rules";
import { querySql } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { pageOf } from "@/lib/paging";

type ListInput = z.output<typeof listClientsInput>;
type ClientRow = {
  sellerId: string;
  id: string;
  phoneValue: Uint8Array | null;
  emailValue: Uint8Array | null;
  name: string | null;
  company: string | null;
  priceListId: string | null;
  priceList: string | null;
  status: string;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
};

export async function listClientPage(scope: StoreScope, input: ListInput): Promise<ClientPage> {
  const total = input.count ? await countClients(scope, input) : null;
  const { items, nextCursor } = pageOf(await findRows(scope, input), input.limit, ({ id }) => [id]);
  return { sellerId: scope.seller.id, nextCursor, total, items: await toItems(scope, items) };
}

/** Beyond this nobody asks how many a search finds, and counting them would take longer than finding them. */
const COUNTED = 10_000;

async function countClients(scope: StoreScope, input: ListInput): Promise<number | null> {
  const found = filterSql(scope, input);
  const limit = input.q ? Prisma.sql`LIMIT ${COUNTED + 1}` : Prisma.empty;
  const [row] = await querySql<{ total: number }>(
    scope,
    Prisma.sql`SELECT count(*)::int AS total FROM (SELECT FROM clients c WHERE ${found} ${limit}) c`,
  );
  const total = row?.total ?? 0;
  return input.q && total > COUNTED ? null : total;
}

/** So many of the next rows are looked through before an index is asked for all that begin like this. */
const NEAR = 2000;

/**
 * One row more than a page. A beginning that most rows share is found among the next ones at once; one that few share is found by its index,
 * and put in order afterwards: neither way is quick for both, and PostgreSQL plans for one of them.
 */
async function findRows(scope: StoreScope, input: ListInput): Promise<ClientRow[]> {
  const take = input.limit + 1;
  if (input.q) {
    const near = Prisma.sql`SELECT * FROM (${nextRows(scope, { ...input, q: "" }, NEAR)}) c WHERE ${filterSql(scope, input)}`;
    const rows = await readRows(scope, input, Prisma.sql`${near} ${orderSql(input)} LIMIT ${take}`);
    if (rows.length === take) return rows;
  }
  return await readRows(scope, input, nextRows(scope, input, take));
}

function nextRows(scope: StoreScope, input: ListInput, take: number): Prisma.Sql {
  const [last] = input.cursor ?? [];
  const beyond = Prisma.raw(input.sort === "-added" ? "<" : ">");
  const after = last ? Prisma.sql`AND c.id ${beyond} ${last}::uuid` : Prisma.empty;
  return Prisma.sql`SELECT * FROM clients c WHERE ${filterSql(scope, input)} ${after} ${orderSql(input)} LIMIT ${take}`;
}

function orderSql({ sort }: ListInput): Prisma.Sql {
  return Prisma.raw(`ORDER BY c.id ${sort === "-added" ? "DESC" : "ASC"}`);
}

async function readRows(scope: StoreScope, input: ListInput, rows: Prisma.Sql): Promise<ClientRow[]> {
  return await querySql<ClientRow>(
    scope,
    Prisma.sql`SELECT c.seller_id AS "sellerId", c.id, c.phone_value AS "phoneValue", c.email_value AS "emailValue", c.name, c.company,
        c.price_list_id AS "priceListId", p.name AS "priceList", c.status, c.created_by AS "createdBy", c.created_at AS "createdAt",
        c.updated_at AS "updatedAt"
      FROM (${rows}) c LEFT JOIN price_lists p ON p.seller_id = c.seller_id AND p.id = c.price_list_id ${orderSql(input)}`,
  );
}

/** A whole contact is looked for as such; anything else is the beginning of a name or a company. */
function filterSql(scope: StoreScope, { q, status }: Pick<ListInput, "q" | "status">): Prisma.Sql {
  const mine = Prisma.sql`c.seller_id = ${scope.seller.id}::uuid`;
  const standing = status ? Prisma.sql`AND c.status = ${status}` : Prisma.empty;
  if (!q) return Prisma.sql`${mine} ${standing}`;
  const parsed = parseContact(q, scope.seller.country);
  if ("contact" in parsed) {
    const column = Prisma.raw(parsed.contact.kind === "phone" ? "c.phone_lookup" : "c.email_lookup");
    return Prisma.sql`${mine} ${standing} AND ${column} IN (${Prisma.join(contactLookups(parsed.contact))})`;
  }
  // Plain comparison of text is the only search by beginning that an index serves under row-level security; U+10FFFF sorts behind everything.
  const begins = (key: string) =>
    Prisma.sql`${Prisma.raw(key)} >= lower(${q}::text) AND ${Prisma.raw(key)} < lower(${q}::text) || ${"\u{10FFFF}"}::text`;
  return Prisma.sql`${mine} ${standing} AND (${begins("c.name_key")} OR ${begins("c.company_key")})`;
}

async function toItems(scope: StoreScope, rows: ClientRow[]): Promise<ClientItem[]> {
  const sellerId = scope.seller.id;
  const customers = await scope.db.customer.findMany({
    where: { sellerId, clientId: { in: rows.map(({ id }) => id) } },
    select: { id: true, clientId: true, status: true, name: true, userName: true },
    orderBy: { id: "desc" },
  });
  const byClient = new Map(customers.map((customer) => [customer.clientId, customer]));
  const members = await scope.db.member.findMany({
    where: { sellerId, userId: { in: [...new Set(rows.flatMap(({ createdBy }) => createdBy ?? []))] } },
    select: { userId: true, userName: true },
  });
  const names = new Map(members.map(({ userId, userName }) => [userId, userName]));
  return rows.map((row) => toItem(row, byClient.get(row.id), names));
}

type LinkedCustomer = { id: string; status: string; name: string | null; userName: string | null };

function toItem(row: ClientRow, customer: LinkedCustomer | undefined, members: Map<string, string | null>): ClientItem {
  const { phone, email } = clientContacts(row);
  if (customer && !isCustomerStatus(customer.status)) throw new Error(`No customer status: ${customer.status}`);
  return {
    id: row.id,
    phone: phone && formatContact(phone),
    email: email && formatContact(email),
    name: row.name,
    company: row.company,
    priceList: row.priceListId && row.priceList ? { id: row.priceListId, name: row.priceList } : null,
    status: clientStatus(row.status),
    customer:
      customer && isCustomerStatus(customer.status)
        ? { id: customer.id, name: customer.name ?? customer.userName, status: customer.status }
        : null,
    createdBy: row.createdBy ? (members.get(row.createdBy) ?? null) : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

const EXPORT_COLUMNS = ["phone", "email", "name", "company", "priceList"] as const;

/** Everything that the filter finds, for a spreadsheet; its first columns are those that an import reads. */
export async function clientCsvLines(scope: StoreScope, filter: ClientFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("clients.columns"), getTranslations("status.client")]);
  return lines();

  async function* lines() {
    yield csvLine([...EXPORT_COLUMNS, "status" as const, "added" as const].map((name) => t(name)));
    let cursor: ListInput["cursor"];
    do {
      const { items, nextCursor } = await listClientPage(scope, { ...filter, cursor, limit: 1000 });
      for (const { phone, email, name, company, priceList, status, createdAt } of items) {
        yield csvLine([phone, email, name, company, priceList?.name ?? null, tStatus(status), createdAt]);
      }
      cursor = nextCursor ? listClientsInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}

/** An empty file with the columns that an import reads. */
export async function clientTemplateLines(): Promise<AsyncGenerator<string>> {
  const t = await getTranslations("clients.columns");
  return lines();

  async function* lines() {
    yield csvLine(EXPORT_COLUMNS.map((name) => t(name)));
  }
}
