import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RefusedRow } from "@/lib/imports/schema";
import { sealHeader, sealReport } from "@/lib/imports/sealing";
import { idAt, systemDb, unique } from "./db";
import { contactOf } from "./people";

type SellerRef = { id: string };

export type NewClient = {
  seller: SellerRef;
  phone?: string;
  email?: string;
  name?: string | null;
  company?: string | null;
  priceList?: { id: string } | null;
  status?: "pending" | "approved" | "revoked";
  createdBy?: string;
  createdAt?: Date;
};
export type CreatedClient = { id: string; sellerId: string };

export function clientRow(options: NewClient) {
  const createdAt = options.createdAt ?? new Date();
  const id = idAt(createdAt);
  const sellerId = options.seller.id;
  const row = `${sellerId}:${id}`;
  const phone: Contact | null = options.phone ? contactOf(options.phone) : null;
  const email: Contact | null = options.email ? contactOf(options.email) : null;
  return {
    sellerId,
    id,
    ...(phone && { phoneValue: sealContact("clients.phone_value", row, phone), phoneLookup: contactLookups(phone)[0] }),
    ...(email && { emailValue: sealContact("clients.email_value", row, email), emailLookup: contactLookups(email)[0] }),
    name: options.name ?? null,
    company: options.company ?? null,
    priceListId: options.priceList?.id ?? null,
    status: options.status ?? "pending",
    createdBy: options.createdBy ?? null,
    createdAt,
    updatedAt: createdAt,
  } satisfies Prisma.ClientCreateManyInput;
}

/** An entry that waits for its owner, unless told otherwise; with an e-mail of its own when no contact is given. */
export async function createClient(options: NewClient): Promise<CreatedClient> {
  const known = options.phone || options.email ? options : { ...options, email: `${unique("client")}@example.com` };
  const row = clientRow(known);
  await systemDb().client.createMany({ data: row });
  return { id: row.id, sellerId: row.sellerId };
}

export type NewShareLink = {
  seller: SellerRef;
  createdBy: string;
  label?: string;
  code?: string;
  createdAt?: Date;
  revokedAt?: Date | null;
};

export function shareLinkRow(options: NewShareLink) {
  const createdAt = options.createdAt ?? new Date();
  return {
    sellerId: options.seller.id,
    id: idAt(createdAt),
    code: options.code ?? unique("code"),
    label: options.label ?? "Counter",
    createdBy: options.createdBy,
    createdAt,
    revokedAt: options.revokedAt ?? null,
  } satisfies Prisma.ShareLinkCreateManyInput;
}

export async function createShareLink(options: NewShareLink): Promise<{ id: string; sellerId: string; code: string }> {
  const row = shareLinkRow(options);
  await systemDb().shareLink.createMany({ data: row });
  return { id: row.id, sellerId: row.sellerId, code: row.code };
}

export type NewImport = {
  seller: SellerRef;
  createdBy: string;
  kind?: "clients" | "invites";
  status?: "queued" | "running" | "done" | "cancelled";
  total?: number;
  done?: number;
  refused?: RefusedRow[];
};

/** An import that is over, unless told otherwise, with its report. */
export async function createImport(options: NewImport): Promise<{ id: string; sellerId: string }> {
  const { seller, createdBy, kind = "clients", status = "done", total = 100, done = total, refused = [] } = options;
  const sellerId = seller.id;
  const id = idAt(new Date());
  const reasons: Record<string, number> = {};
  for (const { problem } of refused) reasons[problem] = (reasons[problem] ?? 0) + 1;
  const now = new Date();
  await systemDb().import.createMany({
    data: {
      ...{ sellerId, id, kind, status, total, done, createdBy, reasons, refused: refused.length },
      header: sealHeader(sellerId, id, ["Mobile number", "Email", "Name", "Company"]),
      ...{ fileName: "customers.csv", mapping: ["phone", "email", "name", "company"], added: done - refused.length },
      ...{ startedAt: now, finishedAt: status === "queued" || status === "running" ? null : now },
    },
  });
  const place = { sellerId, importId: id, number: 1 };
  const report = refused.length > 0 ? sealReport(place, refused) : null;
  await systemDb().importChunk.createMany({ data: { ...place, count: done, doneAt: now, report } });
  return { id, sellerId };
}
