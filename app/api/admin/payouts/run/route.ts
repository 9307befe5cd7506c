import { z } from "zod";
import { findPayoutRun } from "@/lib/payouts/running/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "payouts.read",
  input: z.object({}),
  run: async (scope) => ({ run: await findPayoutRun(scope), sellerId: null }),
});
