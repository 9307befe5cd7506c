"use client";

import { useTranslations } from "next-intl";

/** Client-side, so that skeletons read nothing of the request and Next can prefetch and show them at once. */
export function LoadingWord() {
  const t = useTranslations("ui");
  return <span className="sr-only">{t("loading")}</span>;
}
