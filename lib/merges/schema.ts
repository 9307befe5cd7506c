import { z } from "zod";
import { cursorInput, cursorTime, limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

/** A proof that another user's contact is theirs, too: the id of the code that was just used up. It says nothing without the browser and the session. */
export const proofInput = z.object({ proofId: z.uuid("errors.id") });

export const undoInput = z.object({ mergeId: z.uuid("errors.id") });

export const mergeListInput = z.object({
  /** A whole mobile number with country code or e-mail of one of the two, or a part of a name. */
  q: line().max(320, "errors.field").default(""),
  limit: limitInput,
  cursor: cursorInput(z.tuple([cursorTime, z.guid()])),
});
export type MergeListInput = z.output<typeof mergeListInput>;
