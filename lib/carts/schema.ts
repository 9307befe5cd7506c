import { z } from "zod";
import { MAX_LINES, parseQuantity, type QuantityProblem } from "@/lib/carts/rules";

const PROBLEMS: Record<QuantityProblem, string> = {
  notNumber: "shop.errors.quantityNumber",
  notWhole: "shop.errors.quantityWhole",
  tooSmall: "shop.errors.quantitySmall",
  tooLarge: "shop.errors.quantityLarge",
};

/** A quantity as it was typed, or a number; both are held to the same rules. */
const quantityInput = z
  .union(
    [z.string().max(40, "shop.errors.quantityNumber"), z.number("shop.errors.quantityNumber")],
    "shop.errors.quantityNumber",
  )
  .transform((raw, context) => {
    const parsed = parseQuantity(raw);
    if ("quantity" in parsed) return parsed.quantity;
    context.addIssue({ code: "custom", message: PROBLEMS[parsed.problem] });
    return z.NEVER;
  });

const productId = z.guid("errors.id");

export const cartLineInput = z.object({ productId, quantity: quantityInput });
export type CartLineInput = z.output<typeof cartLineInput>;

export const cartLinesInput = z.object({
  lines: z.array(cartLineInput).min(1, "shop.errors.nothingToAdd").max(MAX_LINES, "shop.errors.tooManyLines"),
});

export const removeLineInput = z.object({ productId });

export const quickOrderInput = z.object({
  text: z
    .string("shop.errors.pasteSomething")
    .max(50_000, "shop.errors.pasteLong")
    .regex(/\S/, "shop.errors.pasteSomething"),
});
