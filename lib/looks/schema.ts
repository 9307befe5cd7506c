import { z } from "zod";
import { paragraph } from "@/lib/text";

/** How long an operator may look into a store before giving a reason anew. */
export const LOOK_MINUTES = [15, 30, 60] as const;

export const startLookInput = z.object({
  sellerId: z.guid("errors.id"),
  reason: paragraph().min(10, "admin.look.reasonRequired").max(500, "admin.errors.reasonLong"),
  minutes: z.literal(LOOK_MINUTES, "errors.field"),
});
export type StartLookInput = z.output<typeof startLookInput>;

export const endLookInput = z.object({ sellerId: z.guid("errors.id") });
export type EndLookInput = z.output<typeof endLookInput>;
