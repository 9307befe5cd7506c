"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "./ui/alert";

/** For an address whose filter or page makes no sense: the list shows everything, and says why. Gone with the next filter. */
export function FilterIgnored() {
  const t = useTranslations("ui");
  const params = useSearchParams().toString();
  const [asked] = useState(params);
  return params === asked ? <Alert tone="warning">{t("filterIgnored")}</Alert> : null;
}
