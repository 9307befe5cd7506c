"use server";

import { action } from "@/lib/server/action";
import { liftSuppression } from "@/lib/suppressions/commands";
import { liftSuppressionInput } from "@/lib/suppressions/schema";

export const liftSuppressionAction = action({
  scope: "operator",
  can: "messages.resolve",
  input: liftSuppressionInput,
  run: liftSuppression,
});
