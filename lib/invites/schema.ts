import { z } from "zod";
import { INVITE_STATUSES } from "@/lib/invites/rules";
import { cursorInput, limitInput } from "@/lib/paging";

const text = (max: number) =>
  z
    .string()
    .trim()
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

export const listInvitesInput = z.object({
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.uuid()])),
  status: z.enum(INVITE_STATUSES, "invites.errors.status").optional(),
  /** A whole mobile number or e-mail, or the beginning of the name or company on the invite. */
  q: z.string().trim().max(320, "invites.errors.tooLong").optional(),
});
