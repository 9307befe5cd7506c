"use client";

import { useTranslations } from "next-intl";
import { customerLabel, type NamedCustomer } from "@/lib/customers/rules";

/** What a portal calls a customer, for sentences. */
export function useCustomerName(customer: NamedCustomer): string {
  const t = useTranslations("shell");
  return customerLabel(customer) ?? t("unnamedCustomer");
}
