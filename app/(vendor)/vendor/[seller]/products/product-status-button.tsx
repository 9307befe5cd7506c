"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { productsKey } from "@/lib/products/query-options";
import type { ProductStatus } from "@/lib/products/rules";
import { useProductStatus } from "./use-product-status";

export function ProductStatusButton({
  store,
  id,
  status,
}: {
  store: { sellerId: string; slug: string };
  id: string;
  status: ProductStatus;
}) {
  const t = useTranslations("products.form");
  const router = useRouter();
  const client = useQueryClient();
  const { setStatus, pending } = useProductStatus(store.slug, async () => {
    await client.invalidateQueries({ queryKey: productsKey(store.sellerId) });
    router.refresh();
  });
  const archived = status === "archived";
  return (
    <Button variant="secondary" pending={pending} onClick={() => setStatus([id], archived ? "active" : "archived")}>
      {archived ? <ArchiveRestore aria-hidden="true" /> : <Archive aria-hidden="true" />}
      {archived ? t("restore") : t("archive")}
    </Button>
  );
}
