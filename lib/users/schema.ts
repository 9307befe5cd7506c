import { z } from "zod";
import { isLocale } from "@/lib/i18n/locales";
import { themes } from "@/lib/theme/theme";

const line = (max: number, tooLong: string) => z.string().trim().max(max, tooLong);

/** How a person is called, and for whom they buy. */
export const namesInput = z.object({
  name: line(100, "me.errors.nameLong").min(1, "me.errors.nameRequired"),
  company: line(150, "me.errors.companyLong").transform((company) => company || null),
});
export type NamesInput = z.output<typeof namesInput>;

export const localeInput = z.object({ locale: z.string().refine(isLocale, "me.errors.locale") });
export const themeInput = z.object({ theme: z.enum(themes) });
export const contactIdInput = z.object({ contactId: z.uuid("errors.id") });
export const nothing = z.object({});
