"use server";

import { addProduct, setProductPrices, setProductStatus, updateProduct } from "@/lib/products/commands";
import { productInput, productPricesInput, productStatusInput, productUpdateInput } from "@/lib/products/schema";
import { action } from "@/lib/server/action";

export const addProductAction = action({ scope: "store", can: "products.write", input: productInput, run: addProduct });

export const updateProductAction = action({
  scope: "store",
  can: "products.write",
  input: productUpdateInput,
  run: updateProduct,
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
