import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** Every not-found.tsx exports it: the nearest one decides the title, and a refused page is titled like one that does not exist. */
export async function notFoundMetadata(): Promise<Metadata> {
  const t = await getTranslations("ui.notFound");
  return { title: { absolute: `${t("pageTitle")} · Tradehall` } };
}
