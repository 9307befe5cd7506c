"use client";

import { type LucideIcon, Monitor, Smartphone, Tablet } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Device, SeenPage, VisitRow } from "@/lib/visits/rules";

const ICONS: Record<Device, LucideIcon> = { phone: Smartphone, tablet: Tablet, desktop: Monitor };

export function DeviceIcon({ device }: { device: Device }) {
  const t = useTranslations("visits.devices");
  const Icon = ICONS[device];
  return <Icon role="img" aria-label={t(device)} className="size-4 shrink-0 text-muted-foreground" />;
}

/** A page of the shop as the seller calls it: "Category: Cheese". */
export function usePageName(): (page: SeenPage) => string {
  const t = useTranslations("visits.pages");
  const tList = useTranslations("visits.list");
  return ({ kind, label }) => (label ? tList("page", { page: t(kind), label }) : t(kind));
}

/** "Firefox 140 on Linux"; null: neither is known. */
export function useBrowserName(): (visit: Pick<VisitRow, "browser" | "os">) => string | null {
  const t = useTranslations("visits.list");
  return ({ browser, os }) => (browser && os ? t("with", { browser, system: os }) : (browser ?? os));
}
