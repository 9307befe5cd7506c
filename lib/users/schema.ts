import { z } from "zod";
import { isLocale } from "@/lib/i18n/locales";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { hasAddress, line, paragraph } from "@/lib/text";
import { themes } from "@/lib/theme/theme";

/** How a person is called, and for whom they buy. */
export const namesInput = z.object({
  name: line()
    .max(100, "me.errors.nameLong")
    .min(1, "me.errors.nameRequired")
    .refine((name) => !hasAddress(name), "me.errors.nameAddress"),
  company: line()
    .max(150, "me.errors.companyLong")
    .transform((company) => company || null),
});
export type NamesInput = z.output<typeof namesInput>;

export const localeInput = z.object({ locale: z.string().refine(isLocale, "me.errors.locale") });
export const themeInput = z.object({ theme: z.enum(themes) });
export const contactIdInput = z.object({ contactId: z.uuid("errors.id") });

/** `q` is the beginning of a name or company, or one contact, whole: others are not to be browsed. */
export const userListInput = z.object({
  q: line().max(320, "users.errors.searchLong").default(""),
  cursor: cursorInput(z.tuple([z.int().min(0).max(2), cursorTime, z.guid()])),
  limit: limitInput,
});
export type UserListInput = z.output<typeof userListInput>;

export const userInput = z.object({ userId: z.guid("errors.id") });
export const disableUserInput = userInput.extend({
  reason: paragraph().min(1, "users.errors.reasonRequired").max(500, "users.errors.reasonLong"),
  /** Open sellers of which they are shown to be the last admin, to be suspended in the same step. */
  suspend: z.array(z.guid("errors.id")).max(100, "errors.field").default([]),
});
export type DisableUserInput = z.output<typeof disableUserInput>;
export const eraseUserInput = userInput.extend({ confirmation: line().max(200, "users.errors.confirmation") });
export type EraseUserInput = z.output<typeof eraseUserInput>;
