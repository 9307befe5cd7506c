import { z } from "zod";
import { parseContact } from "@/lib/contacts/rules";

/** A contact typed by a person; messages are keys of locales/en/contacts.json. */
export function contactInput(country?: string) {
  return z
    .string()
    .max(320, "contacts.errors.phone")
    .transform((raw, context) => {
      const parsed = parseContact(raw, country);
      if ("contact" in parsed) return parsed.contact;
      context.addIssue({ code: "custom", message: `contacts.errors.${parsed.problem}` });
      return z.NEVER;
    });
}
