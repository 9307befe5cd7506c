"use client";

import { useTranslations } from "next-intl";
import type { CustomerItem } from "@/lib/customers/schema";

/** What the seller calls a customer in sentences. */
export function useCustomerName({ company, name, contact }: CustomerItem): string {
  const t = useTranslations("customers");
  return company ?? name ?? contact ?? t("unnamed");
}
