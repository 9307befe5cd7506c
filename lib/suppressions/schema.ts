import { z } from "zod";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";

export const liftSuppressionInput = z.object({ id: z.uuid("errors.field") });

/** `q` is one contact, whole: addresses and numbers of others are not to be browsed. */
export const suppressionListInput = z.object({
  q: z.string().trim().max(320, "admin.errors.searchLong").default(""),
  cursor: cursorInput(z.tuple([cursorTime, z.uuid()])),
  limit: limitInput,
});
