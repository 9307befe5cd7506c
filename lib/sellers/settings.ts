import { z } from "zod";
import { paragraph } from "@/lib/text";

/** A reminder after so many days; an invite lives for fourteen. */
export const REMINDER_DAYS = [2, 3, 5, 7, 10] as const;
const DEFAULT_REMINDER_DAYS = 5;

/** Hours of the recipient's day from and until which a reminder may go out: within them in every country some hours of day remain. */
export const SEND_FROM = [7, 8, 9, 10, 11, 12] as const;
export const SEND_UNTIL = [16, 17, 18, 19, 20, 21] as const;
export type SendHours = { from: number; to: number };
export const DEFAULT_HOURS: SendHours = { from: 9, to: 20 };

/** Who is told of what. Every member who may decide gets the members' notices. */
export const NOTICES = ["requested", "autoApproved", "autoApprovedCustomer", "decided", "accessChanged"] as const;
export type Notice = (typeof NOTICES)[number];

const hour = (hours: readonly number[]) =>
  z.number("errors.field").refine((value) => hours.includes(value), "errors.field");

// What cannot be read counts as never chosen: a setting never keeps anybody from working.
const on = z.boolean().catch(true);
const notices = z.object({
  /** Members: somebody asks to be let in. */
  requested: on,
  /** Members: the client list let somebody in. */
  autoApproved: on,
  /** Customers: the client list let them in. */
  autoApprovedCustomer: on,
  /** Customers: their request was approved or rejected. */
  decided: on,
  /** Customers: their access was ended, or given back. */
  accessChanged: on,
});
const invites = z.object({
  /** Days after which an unanswered invite is repeated once; null: never. */
  reminderDays: z.number().int().min(1).max(13).nullable().catch(DEFAULT_REMINDER_DAYS),
  /** The seller's own words, as last used. */
  message: z.string().nullable().catch(null),
});
const sending = z.object({
  from: hour(SEND_FROM).catch(DEFAULT_HOURS.from),
  to: hour(SEND_UNTIL).catch(DEFAULT_HOURS.to),
});
const stored = z.object({
  notices: notices.catch(() => notices.parse({})),
  invites: invites.catch(() => invites.parse({})),
  sending: sending.catch(() => sending.parse({})),
});

export type SellerSettings = z.output<typeof stored>;

/** The settings of a `sellers` row, with what was never chosen filled in. */
export function readSettings(settings: unknown): SellerSettings {
  const read = stored.safeParse(settings);
  return read.success ? read.data : stored.parse({});
}

const choice = z.boolean("errors.field");

/** What one form changes; everything else stays. */
export const settingsPatch = z.object({
  notices: z
    .object({
      requested: choice,
      autoApproved: choice,
      autoApprovedCustomer: choice,
      decided: choice,
      accessChanged: choice,
    })
    .partial()
    .optional(),
  invites: z
    .object({
      reminderDays: z
        .number("errors.field")
        .int("errors.field")
        .min(1, "errors.field")
        .max(13, "errors.field")
        .nullable(),
      message: paragraph("errors.field")
        .max(300, "customers.errors.tooLong")
        .transform((text) => text || null)
        .nullable(),
    })
    .partial()
    .optional(),
  sending: z
    .object({ from: hour(SEND_FROM), to: hour(SEND_UNTIL) })
    .partial()
    .optional(),
});
export type SettingsPatch = z.output<typeof settingsPatch>;

export function patchSettings(settings: SellerSettings, patch: SettingsPatch): SellerSettings {
  return {
    notices: { ...settings.notices, ...patch.notices },
    invites: { ...settings.invites, ...patch.invites },
    sending: { ...settings.sending, ...patch.sending },
  };
}
