"use server";

import { minorDigits } from "@/lib/i18n/format";
import { addProduct, setProductPrices, setProductStatus, updateProduct } from "@/lib/products/commands";
import {
  productDraft,
  productInput,
  productPricesInput,
  productStatusInput,
  productUpdateDraft,
  productUpdateInput,
} from "@/lib/products/schema";
import { action } from "@/lib/server/action";
import { parseInput } from "@/lib/server/failure";

export const addProductAction = action({
  scope: "store",
  can: "products.write",
  input: productDraft,
  run: (scope, draft) => addProduct(scope, parseInput(productInput(minorDigits(scope.seller.currency)), draft)),
});

export const updateProductAction = action({
  scope: "store",
  can: "products.write",
  input: productUpdateDraft,
  run: (scope, draft) =>
    updateProduct(scope, parseInput(productUpdateInput(minorDigits(scope.seller.currency)), draft)),
});

export const setProductStatusAction = action({
  scope: "store",
  can: "products.write",
  input: productStatusInput,
  run: setProductStatus,
});

export const setProductPricesAction = action({
  scope: "store",
  can: "prices.write",
  input: productPricesInput,
  run: setProductPrices,
});
