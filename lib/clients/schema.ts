import { z } from "zod";
import { CLIENT_BULK, CLIENT_STATUSES, type ClientStatus } from "@/lib/clients/rules";
import type { CustomerStatus } from "@/lib/customers/rules";
import { cursorInput, limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

const optional = (max: number, message: string) =>
  line("errors.field")
    .max(max, message)
    .nullable()
    .transform((text) => text || null);
const priceListId = z.union([z.literal("").transform(() => null), z.uuid("errors.id")]).nullable();

/** Rows that the table asks for at once. */
export const CLIENT_PAGE = 50;

export const newClientInput = z.object({
  phone: optional(320, "contacts.errors.phone"),
  email: optional(320, "contacts.errors.email"),
  name: optional(100, "clients.errors.tooLong"),
  company: optional(100, "clients.errors.tooLong"),
  priceListId,
});
export type NewClientInput = z.output<typeof newClientInput>;

const clientId = z.uuid("errors.id");
/** `seen`: the entry as it was when they began to change it; it is not written over when somebody has changed it since. */
export const updateClientInput = newClientInput.extend({ clientId, seen: z.iso.datetime("errors.field").optional() });
export const clientIdsInput = z.object({
  clientIds: z.array(clientId).min(1, "clients.errors.none").max(CLIENT_BULK, "clients.errors.tooMany"),
});

export const countWaitingInput = z.strictObject({});

/** What the list is narrowed to; the same words stand in the page's address. */
export const clientFilter = z.object({
  /** The beginning of a name or company, or a whole mobile number or e-mail. */
  q: line().max(320, "clients.errors.tooLong").default(""),
  status: z.enum(CLIENT_STATUSES, "clients.errors.status").optional(),
  sort: z.enum(["added", "-added"], "clients.errors.sort").default("-added"),
});
export type ClientFilter = z.output<typeof clientFilter>;

export const listClientsInput = clientFilter.extend({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.uuid()])),
  /** The whole number of rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});

export type ClientItem = {
  id: string;
  phone: string | null;
  email: string | null;
  name: string | null;
  company: string | null;
  priceList: { id: string; name: string } | null;
  status: ClientStatus;
  /** Whom this entry let in, and where they stand now; the first of them, should its two contacts belong to two people. */
  customer: { id: string; name: string | null; status: CustomerStatus } | null;
  /** The member who put it on the list. */
  createdBy: string | null;
  createdAt: string;
  updatedAt: string;
};

export type ClientPage = {
  items: ClientItem[];
  nextCursor: string | null;
  /** With the first page, where asked for. */
  total: number | null;
  sellerId: string;
};
