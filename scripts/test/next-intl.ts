import { createTranslator } from "next-intl";
import { vi } from "vitest";
import { loadMessages } from "@/lib/i18n/messages";

// Outside a server next-intl has no request to take the language from: tests read English, from the real files.
vi.mock("next-intl/server", () => ({
  getLocale: async () => "en",
  getMessages: async () => loadMessages("en"),
  getTranslations: async (namespace?: string) =>
    createTranslator({ locale: "en", messages: loadMessages("en"), ...(namespace && { namespace }), timeZone: "UTC" }),
}));
