"use client";

import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { setProductStatusAction } from "@/lib/products/actions";
import type { ProductStatus } from "@/lib/products/rules";
import type { ProductStatusChange } from "@/lib/products/schema";

/** Archives and restores; a toast says what happened and takes it back. */
export function useProductStatus(slug: string, onDone: () => Promise<void>) {
  const t = useTranslations("products.bulk");
  const { run, pending } = useAction((change: ProductStatusChange) => setProductStatusAction(slug, change));
  const setStatus = async (ids: string[], status: ProductStatus, undoable = true) => {
    const result = await run({ ids, status });
    if (!result?.ok) return;
    const changed = result.data.ids;
    const undo = () => setStatus(changed, status === "archived" ? "active" : "archived", false);
    const options = {
      about: ids,
      ...(undoable && changed.length > 0 && { action: { label: t("undo"), onClick: () => void undo() } }),
    };
    toast.success(t(status === "archived" ? "archived" : "restored", { count: changed.length }), options);
    await onDone();
  };
  return { setStatus, pending };
}
