"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { addProductAction, updateProductAction } from "@/lib/products/actions";
import { productsKey } from "@/lib/products/query-options";
import type { CategoryDto, ProductDraft, ProductDto } from "@/lib/products/schema";
import type { Failure } from "@/lib/server/result";
import { CategoryField, DraftField, type DraftForm, MoneyField } from "./product-fields";
import { useProductDraft } from "./use-product-draft";

export interface ProductFormProps {
  store: { sellerId: string; slug: string; currency: string };
  /** Null: a new one. */
  product: ProductDto | null;
  categories: CategoryDto[];
}

export function ProductForm({ store, product, categories }: ProductFormProps) {
  const t = useTranslations("products.form");
  const edit = useProductDraft(product, store.currency);
  const { submit, pending, fieldErrors, conflict } = useSaving(store, product, edit);
  const form: DraftForm = { ...edit, errors: fieldErrors, currency: store.currency };
  return (
    <form noValidate onSubmit={submit(() => [edit.draft])} className="flex flex-col gap-4">
      {conflict ? (
        <Alert tone="warning" title={t("changedTitle")} live>
          {t("changedText")}
        </Alert>
      ) : null}
      <Card>
        <CardHeader title={t("facts")} />
        <CardBody className="grid gap-4 sm:grid-cols-2">
          <DraftField form={form} name="name" label={t("name")} required className="sm:col-span-2" maxLength={200} />
          <DraftField
            form={form}
            name="sku"
            label={t("sku")}
            hint={t("skuHint")}
            required
            maxLength={64}
            autoCapitalize="off"
            spellCheck={false}
          />
          <DraftField form={form} name="unit" label={t("unit")} hint={t("unitHint")} optional maxLength={40} />
          <CategoryField form={form} categories={categories} className="sm:col-span-2" />
          <DraftField
            form={form}
            name="description"
            label={t("description")}
            optional
            multiline
            className="sm:col-span-2"
            maxLength={5000}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t("pricing")} />
        <CardBody className="grid gap-4 sm:grid-cols-2">
          <MoneyField
            form={form}
            name="price"
            label={t("price")}
            hint={t("priceHint", { currency: store.currency })}
            required
          />
          <MoneyField form={form} name="costPrice" label={t("costPrice")} hint={t("costPriceHint")} optional />
          <DraftField
            form={form}
            name="stock"
            label={t("stock")}
            required
            inputMode="numeric"
            maxLength={10}
            className="[&_input]:tabular-nums"
          />
          <DraftField
            form={form}
            name="minQuantity"
            label={t("minQuantity")}
            hint={t("minQuantityHint")}
            required
            inputMode="numeric"
            maxLength={7}
            className="[&_input]:tabular-nums"
          />
        </CardBody>
      </Card>
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-border border-t bg-background px-4 py-3 sm:static sm:mx-0 sm:border-0 sm:px-0 sm:py-0">
        {product && edit.dirty ? <p className="me-auto text-muted-foreground text-xs">{t("unsaved")}</p> : null}
        <Link href={`/vendor/${store.slug}/products`} className={buttonVariants({ variant: "secondary" })}>
          {t("cancel")}
        </Link>
        <Button type="submit" pending={pending}>
          {product ? t("save") : t("create")}
        </Button>
      </div>
    </form>
  );
}

function useSaving(
  store: ProductFormProps["store"],
  product: ProductDto | null,
  edit: ReturnType<typeof useProductDraft>,
) {
  const t = useTranslations("products.form");
  const router = useRouter();
  const client = useQueryClient();
  const [conflict, setConflict] = useState(false);

  const save = async (draft: ProductDraft) => {
    setConflict(false);
    if (!product) return await addProductAction(store.slug, draft);
    const result = await updateProductAction(store.slug, { ...draft, id: product.id, updatedAt: edit.updatedAt });
    if (result.ok) edit.saved(draft, result.data.updatedAt);
    return result;
  };
  const onSuccess = async ({ id }: { id: string }) => {
    const { name } = edit.draft;
    await client.invalidateQueries({ queryKey: productsKey(store.sellerId) });
    if (product) {
      toast.success(t("saved", { name }));
      router.refresh();
      return;
    }
    toast.success(t("added", { name }));
    edit.reset();
    router.push(`/vendor/${store.slug}/products/${id}`);
  };
  const onFailure = ({ code }: Failure) => {
    if (code !== "conflict") return;
    setConflict(true);
    // The newest row comes in with the page and is merged into what was typed.
    router.refresh();
  };
  return { ...useAction(save, { onSuccess, onFailure }), conflict };
}
