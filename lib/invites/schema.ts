import { z } from "zod";
import { INVITE_STATUSES, type InviteStatus } from "@/lib/invites/rules";
import { cursorInput, limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

const text = (max: number) =>
  line()
    .max(max, "invites.errors.tooLong")
    .transform((value) => value || null)
    .nullish();

export const inviteCustomersInput = z.object({
  /** As typed: mobile numbers and e-mails, one per line. */
  contacts: z
    .string()
    .max(40_000, "invites.errors.tooMany")
    .refine((value) => value.trim() !== "", "invites.errors.noContacts"),
  name: text(100),
  company: text(100),
  priceListId: z.union([z.literal("").transform(() => null), z.uuid("errors.id")]).nullish(),
});

export const inviteIdInput = z.object({ inviteId: z.uuid("errors.id") });

/** Rows that the table asks for at once. */
export const INVITE_PAGE = 50;

/** What the list is narrowed to; the same words stand in the page's address. */
export const inviteFilter = z.object({
  /** A whole mobile number or e-mail, or the beginning of the name or company on the invite. */
  q: line().max(320, "invites.errors.tooLong").default(""),
  status: z.enum(INVITE_STATUSES, "invites.errors.status").optional(),
});
export type InviteFilter = z.output<typeof inviteFilter>;

export const listInvitesInput = inviteFilter.extend({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.uuid()])),
  /** The whole number of rows costs a second query: asked for with the first page. */
  count: z.literal("1", "errors.field").optional(),
});

export type InviteItem = {
  id: string;
  contact: string;
  channel: "sms" | "email";
  status: InviteStatus;
  name: string | null;
  company: string | null;
  /** Who sent it; null when it was not a member of this seller. */
  sentBy: string | null;
  sentAt: string;
  expiresAt: string;
  registeredAt: string | null;
  usedAt: string | null;
  expiredAt: string | null;
  revokedAt: string | null;
};

export type InvitePage = {
  items: InviteItem[];
  nextCursor: string | null;
  /** With the first page, where asked for. */
  total: number | null;
  sellerId: string;
};
