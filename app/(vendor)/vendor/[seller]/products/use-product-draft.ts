"use client";

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { localDecimal, minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { mergeEdits } from "@/lib/products/rules";
import type { ProductDraft, ProductDto } from "@/lib/products/schema";

export type DraftName = keyof ProductDraft;
type Edit = { base: ProductDraft; mine: ProductDraft; updatedAt: string; clashes: Partial<ProductDraft> };

const EMPTY: ProductDraft = {
  sku: "",
  name: "",
  description: "",
  categoryId: "",
  newCategory: "",
  unit: "",
  price: "",
  costPrice: "",
  stock: "0",
  minQuantity: "1",
};

function draftOf(product: ProductDto | null, currency: string, locale: string): ProductDraft {
  if (!product) return EMPTY;
  const amount = (minor: number | null) =>
    minor === null ? "" : localDecimal(minorToDecimal(minor, minorDigits(currency)), locale);
  return {
    sku: product.sku,
    name: product.name,
    description: product.description ?? "",
    categoryId: product.categoryId ?? "",
    newCategory: "",
    unit: product.unit ?? "",
    price: amount(product.price),
    costPrice: amount(product.costPrice),
    stock: String(product.stock),
    minQuantity: String(product.minQuantity),
  };
}

/** What is typed into a product's form, and the row it started from. A newer row is merged in: nothing typed is lost. */
export function useProductDraft(product: ProductDto | null, currency: string) {
  const locale = useLocale();
  const start = (from: ProductDto | null): Edit => {
    const base = draftOf(from, currency, locale);
    return { base, mine: base, updatedAt: from?.updatedAt ?? "", clashes: {} };
  };
  const [seen, setSeen] = useState(product);
  const [edit, setEdit] = useState(() => start(product));

  const adopt = (newest: ProductDto) =>
    setEdit(({ base, mine, clashes: old }) => {
      const theirs = draftOf(newest, currency, locale);
      const { merged, clashes } = mergeEdits(base, mine, theirs);
      return {
        base: theirs,
        mine: merged,
        updatedAt: newest.updatedAt,
        clashes: { ...old, ...Object.fromEntries(clashes.map((name) => [name, theirs[name]])) },
      };
    });
  if (product !== seen) {
    setSeen(product);
    if (product) adopt(product);
  }

  const dirty = Object.entries(edit.mine).some(([name, value]) => value !== edit.base[name as DraftName]);
  useEffect(() => (dirty ? warnBeforeLeaving() : undefined), [dirty]);

  return {
    draft: edit.mine,
    updatedAt: edit.updatedAt,
    /** What somebody else wrote meanwhile into fields that were changed here too. */
    clashes: edit.clashes,
    dirty,
    set: (name: DraftName, value: string) => setEdit((now) => ({ ...now, mine: { ...now.mine, [name]: value } })),
    /** This much is stored now; what was typed since is not. */
    saved: (stored: ProductDraft, updatedAt: string) =>
      setEdit(({ mine }) => ({ base: stored, mine, updatedAt, clashes: {} })),
    reset: () => setEdit(start(null)),
  };
}

function warnBeforeLeaving(): () => void {
  const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", onBeforeUnload);
  return () => window.removeEventListener("beforeunload", onBeforeUnload);
}
