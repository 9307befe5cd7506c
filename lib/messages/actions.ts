"use server";

import { resolveMessage } from "@/lib/messages/delivery/commands";
import { resolveAnyMessageInput, resolveMessageInput } from "@/lib/messages/schema";
import { action } from "@/lib/server/action";

export const resolveMessageAction = action({
  scope: "operator",
  can: "messages.resolve",
  input: resolveAnyMessageInput,
  run: (scope, { sellerId, ...input }) => resolveMessage(scope, sellerId, input),
});

export const resolveOwnMessageAction = action({
  scope: "store",
  can: "invites.write",
  input: resolveMessageInput,
  run: (scope, input) => resolveMessage(scope, scope.seller.id, input),
});
