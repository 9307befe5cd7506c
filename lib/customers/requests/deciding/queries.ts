import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { formatContact, parseContact } from "@/lib/contacts/rules";
import { contactLookups } from "@/lib/contacts/sealing";
import { csvLine } from "@/lib/csv";
import { contactOf, textMatches } from "@/lib/customers/queries";
import {
  listRequestsInput,
  type RequestFilter,
  type RequestItem,
  type RequestPage,
} from "@/lib/customers/requests/schema";
import type { Prisma } from "@/lib/generated/prisma/client";
import { pageOf, totalOf } from "@/lib/paging";

type ListInput = z.output<typeof listRequestsInput>;

const columns = {
  sellerId: true,
  id: true,
  status: true,
  name: true,
  company: true,
  note: true,
  userName: true,
  userCompany: true,
  contactKind: true,
  contactValue: true,
  requestNote: true,
  requestCompany: true,
  requestedAt: true,
  requestCount: true,
  decisionNote: true,
  decidedAt: true,
  shareLink: { select: { label: true } },
} satisfies Prisma.CustomerSelect;

export async function listRequests(scope: StoreScope, input: ListInput): Promise<RequestPage> {
  const sellerId = scope.seller.id;
  const direction = input.sort.startsWith("-") ? "desc" : "asc";
  const where = {
    sellerId,
    status: input.state,
    AND: [searchFilter(input.q, scope.seller.country)],
  } satisfies Prisma.CustomerWhereInput;
  const rows = await scope.db.customer.findMany({
    where: { ...where, AND: [...where.AND, cursorFilter(input, direction)] },
    orderBy: [{ requestedAt: direction }, { id: direction }],
    take: input.limit + 1,
    select: columns,
  });
  const page = pageOf(rows, input.limit, (row) => [askedAt(row).toISOString(), row.id]);
  const total = input.count ? await totalOf(input, page, () => scope.db.customer.count({ where })) : null;
  return { sellerId, total, nextCursor: page.nextCursor, items: page.items.map((row) => toItem(row, input.state)) };
}

/** Everything that the filter finds, for a spreadsheet. */
export async function requestCsvLines(scope: StoreScope, filter: RequestFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus, tFrom] = await Promise.all([
    getTranslations("customers.requests.columns"),
    getTranslations("status.customer"),
    getTranslations("customers.requests"),
  ]);
  return lines();

  async function* lines() {
    const names = ["name", "company", "contact", "state", "asked", "times", "from", "words", "reason", "note"] as const;
    yield csvLine(names.map((name) => t(name)));
    let cursor: ListInput["cursor"];
    do {
      const { items, nextCursor } = await listRequests(scope, { ...filter, cursor, limit: 500 });
      for (const row of items) {
        const { name, company, contact, state, askedAt, times, shareLink, requestNote, reason, note } = row;
        const from = shareLink ?? tFrom("found");
        yield csvLine([name, company, contact, tStatus(state), askedAt, times, from, requestNote, reason, note]);
      }
      cursor = nextCursor ? listRequestsInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}

type Row = Prisma.CustomerGetPayload<{ select: typeof columns }>;

/** The database holds to it: whoever waits or was rejected has asked. */
function askedAt({ id, requestedAt }: Pick<Row, "id" | "requestedAt">): Date {
  if (!requestedAt) throw new Error(`${id} never asked.`);
  return requestedAt;
}

function toItem(row: Row, state: RequestItem["state"]): RequestItem {
  const contact = contactOf(row);
  return {
    id: row.id,
    name: row.name ?? row.userName,
    company: row.company ?? row.requestCompany ?? row.userCompany,
    contact: contact && formatContact(contact),
    state,
    askedAt: askedAt(row).toISOString(),
    times: row.requestCount,
    shareLink: row.shareLink?.label ?? null,
    requestNote: row.requestNote,
    note: row.note,
    reason: row.decisionNote,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

function searchFilter(q: string, country: string): Prisma.CustomerWhereInput {
  if (!q) return {};
  const parsed = parseContact(q, country);
  if ("contact" in parsed) return { contactLookup: { in: contactLookups(parsed.contact) } };
  return {
    OR: textMatches(q).flatMap((match) => [
      { name: match },
      { company: match },
      { requestCompany: match },
      { userName: match },
      { userCompany: match },
    ]),
  };
}

function cursorFilter({ cursor }: ListInput, direction: "asc" | "desc"): Prisma.CustomerWhereInput {
  if (!cursor) return {};
  const [asked, id] = cursor;
  const after = <T>(value: T) => (direction === "desc" ? { lt: value } : { gt: value });
  const at = new Date(asked);
  return { OR: [{ requestedAt: after(at) }, { requestedAt: at, id: after(id) }] };
}
