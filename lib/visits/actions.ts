"use server";

import { action } from "@/lib/server/action";
import { eraseCustomerVisits } from "@/lib/visits/erasing/commands";
import { eraseVisitsInput } from "@/lib/visits/schema";

export const eraseVisitsAction = action({
  scope: "store",
  can: "customers.write",
  input: eraseVisitsInput,
  run: eraseCustomerVisits,
});
