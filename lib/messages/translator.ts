import { createTranslator, type Messages } from "next-intl";
import type { Locale } from "@/lib/i18n/locales";
import { loadMessages } from "@/lib/i18n/messages";

/** Words in a language, outside of any request. */
export function translator(locale: Locale) {
  const messages: Messages = loadMessages(locale);
  return createTranslator({ locale, messages, namespace: "messages" });
}

export type Translator = ReturnType<typeof translator>;
