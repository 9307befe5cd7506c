"use client";

import { Archive, ArchiveRestore } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ProductStatus } from "@/lib/products/rules";
import type { ProductRow } from "@/lib/products/schema";
import { useProductStatus } from "./use-product-status";

interface ProductBulkActionsProps {
  slug: string;
  /** The marked ones. */
  rows: ProductRow[];
  onDone: () => Promise<void>;
}

export function ProductBulkActions({ slug, rows, onDone }: ProductBulkActionsProps) {
  const t = useTranslations("products.bulk");
  const { setStatus, pending } = useProductStatus(slug, onDone);
  const idsIn = (status: ProductStatus) => rows.filter((row) => row.status === status).map(({ id }) => id);
  const active = idsIn("active");
  const archived = idsIn("archived");
  return (
    <>
      {active.length > 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => setStatus(active, "archived")}>
          <Archive aria-hidden="true" />
          {t("archive")}
        </Button>
      ) : null}
      {archived.length > 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => setStatus(archived, "active")}>
          <ArchiveRestore aria-hidden="true" />
          {t("restore")}
        </Button>
      ) : null}
    </>
  );
}
