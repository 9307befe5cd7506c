import { z } from "zod";
import { isLocale } from "@/lib/i18n/locales";
import { line } from "@/lib/text";
import { themes } from "@/lib/theme/theme";

/** How a person is called, and for whom they buy. */
export const namesInput = z.object({
  name: line().max(100, "me.errors.nameLong").min(1, "me.errors.nameRequired"),
  company: line()
    .max(150, "me.errors.companyLong")
    .transform((company) => company || null),
});
export type NamesInput = z.output<typeof namesInput>;

export const localeInput = z.object({ locale: z.string().refine(isLocale, "me.errors.locale") });
export const themeInput = z.object({ theme: z.enum(themes) });
export const contactIdInput = z.object({ contactId: z.uuid("errors.id") });
