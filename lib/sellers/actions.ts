"use server";

import { decideSeller } from "@/lib/sellers/commands";
import { sellerDecisionInput } from "@/lib/sellers/schema";
import { action } from "@/lib/server/action";

export const decideSellerAction = action({
  scope: "operator",
  can: "sellers.decide",
  input: sellerDecisionInput,
  run: decideSeller,
});
