import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { clientContacts } from "@/lib/clients/sealing";
import { querySql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { addImportChunk, createImport, startImport } from "@/lib/imports/commands";
import { CHUNK_ROWS, type ImportField, MAX_ROWS } from "@/lib/imports/rules";
import type { inviteManyInput } from "@/lib/invites/schema";

const COLUMNS = ["phone", "email", "name", "company", "priceList"] as const satisfies ImportField[];

/**
 * Invites everybody on the list who is not in yet and has no open invite: the same job as a file of invites, with the list as its rows.
 * A list that is longer than one job takes is invited by several.
 */
export async function inviteWaiting(
  scope: StoreScope,
  options: z.output<typeof inviteManyInput> = {},
): Promise<{ importId: string; count: number }> {
  const first = await waitingRows(scope, null);
  if (first.rows.length === 0) throw new AppError("conflict", "clients.errors.nobodyToInvite");
  const t = await getTranslations("clients");
  const { id } = await createImport(scope, {
    kind: "invites",
    // What its page is headed by.
    fileName: t("title"),
    header: null,
    mapping: [...COLUMNS],
    options: { country: scope.seller.country, priceListId: null, ...options },
  });
  let total = 0;
  let page = first;
  for (let number = 1; page.rows.length > 0 && total + page.rows.length <= MAX_ROWS; number++) {
    await addImportChunk(scope, { id, number, rows: page.rows });
    total += page.rows.length;
    page = page.last ? await waitingRows(scope, page.last) : { rows: [], last: null };
  }
  await startImport(scope, { id, total });
  return { importId: id, count: total };
}

export type WaitingCount = { people: number; sms: number; email: number; both: number };

/** How many that would be, and by which way they can be told; asked before it is done. */
export async function countWaiting(scope: StoreScope): Promise<WaitingCount> {
  const [row] = await querySql<WaitingCount>(
    scope,
    Prisma.sql`SELECT count(*)::int AS people, count(*) FILTER (WHERE c.email_lookup IS NULL)::int AS sms,
        count(*) FILTER (WHERE c.phone_lookup IS NULL)::int AS email,
        count(*) FILTER (WHERE c.phone_lookup IS NOT NULL AND c.email_lookup IS NOT NULL)::int AS both
      FROM clients c WHERE ${waiting(scope.seller.id)}`,
  );
  return row ?? { people: 0, sms: 0, email: 0, both: 0 };
}

function waiting(sellerId: string): Prisma.Sql {
  return Prisma.sql`c.seller_id = ${sellerId}::uuid AND c.status = 'pending'
    AND NOT EXISTS (SELECT FROM invites i WHERE i.seller_id = c.seller_id AND i.contact_lookup IN (c.phone_lookup, c.email_lookup)
      AND i.kind = 'customer' AND i.status = 'sent' AND i.expires_at > now())`;
}

type WaitingRow = {
  sellerId: string;
  id: string;
  phoneValue: Uint8Array | null;
  emailValue: Uint8Array | null;
  name: string | null;
  company: string | null;
  priceList: string | null;
};

async function waitingRows(
  scope: StoreScope,
  after: string | null,
): Promise<{ rows: string[][]; last: string | null }> {
  const sellerId = scope.seller.id;
  const found = await querySql<WaitingRow>(
    scope,
    Prisma.sql`SELECT c.seller_id AS "sellerId", c.id, c.phone_value AS "phoneValue", c.email_value AS "emailValue", c.name, c.company,
        p.name AS "priceList"
      FROM clients c LEFT JOIN price_lists p ON p.seller_id = c.seller_id AND p.id = c.price_list_id
      WHERE ${waiting(sellerId)} ${after ? Prisma.sql`AND c.id > ${after}::uuid` : Prisma.empty}
      ORDER BY c.id LIMIT ${CHUNK_ROWS}`,
  );
  const rows = found.map((row) => {
    const { phone, email } = clientContacts(row);
    return [phone?.value, email?.value, row.name, row.company, row.priceList].map((cell) => cell ?? "");
  });
  return { rows, last: found.length === CHUNK_ROWS ? (found.at(-1)?.id ?? null) : null };
}
