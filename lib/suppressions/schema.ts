import { z } from "zod";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

export const liftSuppressionInput = z.object({ id: z.guid("errors.id") });

/** `q` is one contact, whole: addresses and numbers of others are not to be browsed. */
export const suppressionListInput = z.object({
  q: line().max(320, "admin.errors.searchLong").default(""),
  cursor: cursorInput(z.tuple([cursorTime, z.guid()])),
  limit: limitInput,
});
