import { z } from "zod";
import { MESSAGE_STATUSES } from "@/lib/messages/rules";
import { cursorInput, limitInput } from "@/lib/paging";
import { line } from "@/lib/text";

/** What became of a message that may or may not have gone out, as somebody found out by hand. */
export const resolveMessageInput = z.object({ id: z.guid("errors.id"), decision: z.enum(["delivered", "again"]) });

/** An operator says whose message it is, too. */
export const resolveAnyMessageInput = resolveMessageInput.extend({ sellerId: z.guid("errors.id") });

export const messageFilter = z.object({
  status: z.enum(MESSAGE_STATUSES, "errors.field").optional(),
  channel: z
    .enum(["sms", "email"], "errors.field")
    .optional()
    .or(z.literal("").transform(() => undefined)),
  seller: line().max(100, "admin.errors.searchLong").default(""),
});
export type MessageFilter = z.output<typeof messageFilter>;

export const messageListInput = messageFilter.extend({
  /** The one whose timeline is open. */
  open: z.guid("errors.id").optional().catch(undefined),
  limit: limitInput,
  cursor: cursorInput(z.tuple([z.guid()])),
});
export type MessageListInput = z.output<typeof messageListInput>;

export type MessageDecision = z.output<typeof resolveMessageInput>["decision"];
