import { z } from "zod";

/** What became of a message that may or may not have gone out, as somebody found out by hand. */
export const resolveMessageInput = z.object({ id: z.uuid("errors.field"), decision: z.enum(["delivered", "again"]) });

/** An operator says whose message it is, too. */
export const resolveAnyMessageInput = resolveMessageInput.extend({ sellerId: z.uuid("errors.field") });

export type MessageDecision = z.output<typeof resolveMessageInput>["decision"];
