import { z } from "zod";
import { INVITE_BULK, INVITE_CHANNELS, INVITE_STATUSES, type InviteStatus, MESSAGE_MAX } from "@/lib/invites/rules";
import type { MessageStatus, TimelineMessage } from "@/lib/messages/rules";
import { cursorInput, limitInput } from "@/lib/paging";
import { line, paragraph } from "@/lib/text";

const text = (max: number) =>
  line()
    .max(max, "invites.errors.tooLong")
    .transform((value) => value || null)
    .nullish();

/** The seller's own words; where they may lead to is looked at by the command, which knows our address. */
const inviteWords = paragraph("errors.field")
  .max(MESSAGE_MAX, "invites.errors.messageTooLong")
  .transform((value) => value || null)
  .nullish();

/** How and in which words many are told at once. */
export const inviteManyInput = z.strictObject({
  channel: z.enum(INVITE_CHANNELS, "errors.field").optional(),
  message: inviteWords,
});

export const inviteCustomersInput = z.object({
  /** As typed: mobile numbers and e-mails, one per line. */
  contacts: z
    .string()
    .max(100_000, "invites.errors.tooMany")
    .refine((value) => value.trim() !== "", "invites.errors.noContacts"),
  name: text(100),
  company: text(100),
  priceListId: z.union([z.literal("").transform(() => null), z.uuid("errors.id")]).nullish(),
  channel: z.enum(INVITE_CHANNELS, "errors.field").default("both"),
  message: inviteWords,
});

export const inviteIdInput = z.object({ inviteId: z.uuid("errors.id") });
export const inviteDetailsInput = z.object({ id: z.uuid("errors.id") });
export const inviteIdsInput = z.object({
  inviteIds: z
    .array(z.uuid("errors.id"))
    .min(1, "errors.field")
    .max(INVITE_BULK, "invites.errors.tooManyChosen")
    .transform((ids) => [...new Set(ids)]),
});
/** As they stand in the address of the link. */
export const askAgainInput = z.object({
  seller: z.string().max(48, "errors.field"),
  token: z.string().max(64, "errors.field"),
});

export const askInOwnNameInput = askAgainInput.extend({
  note: paragraph()
    .max(500, "customers.errors.tooLong")
    .transform((value) => value || null),
  company: line()
    .max(100, "customers.errors.tooLong")
    .transform((value) => value || null),
});

/** Rows that the table asks for at once. */
export const INVITE_PAGE = 50;

/** What the list is narrowed to; the same words stand in the page's address. */
export const inviteFilter = z.object({
  /** A whole mobile number or e-mail, or the beginning of the name or company on the invite. */
  q: line().max(320, "invites.errors.tooLong").default(""),
  status: z.enum(INVITE_STATUSES, "invites.errors.status").optional(),
  /** Those whose recipients asked for a new one. */
  asked: z.literal("1", "errors.field").optional(),
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
  /** When it is repeated, or was. */
  remindAt: string | null;
  remindedAt: string | null;
  askedAgainAt: string | null;
  /** How its newest message stands. */
  delivery: MessageStatus | null;
};

export type InviteDetails = Omit<InviteItem, "delivery"> & {
  sellerId: string;
  /** In the seller's own words. */
  message: string | null;
  messages: TimelineMessage[];
};

export type InvitePage = {
  items: InviteItem[];
  nextCursor: string | null;
  /** With the first page, where asked for. */
  total: number | null;
  sellerId: string;
};

/** Why one of many was left out; `gone`: it is not there. */
export const BULK_REFUSALS = [
  "justSent",
  "notOpen",
  "alreadyIn",
  "newerInvite",
  "suppressed",
  "tooOften",
  "tooManyInvites",
  "gone",
] as const;
export type BulkRefusal = (typeof BULK_REFUSALS)[number];
/** How many it was done to, and why not to the others. */
export type BulkOutcome = { done: number; refused: { reason: BulkRefusal; count: number }[] };

/** Texts in which `words` stands for the seller's own, and `link` for the recipient's. */
export type InvitePreview = {
  words: string;
  link: string;
  /** The same, short enough to be shown. */
  shortLink: string;
  /** The language of recipients whose own the store does not know or speak. */
  locale: string;
  sms: { bare: string; worded: string };
  email: { subject: string; bare: string; worded: string };
};
