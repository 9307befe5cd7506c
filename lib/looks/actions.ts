"use server";

import { endLook, startLook } from "@/lib/looks/commands";
import { endLookInput, startLookInput } from "@/lib/looks/schema";
import { action } from "@/lib/server/action";

export const startLookAction = action({
  scope: "operator",
  can: "stores.look",
  input: startLookInput,
  run: startLook,
});

export const endLookAction = action({ scope: "operator", can: "stores.look", input: endLookInput, run: endLook });
