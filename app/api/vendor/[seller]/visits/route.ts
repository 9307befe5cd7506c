import { route } from "@/lib/server/route";
import { listVisits } from "@/lib/visits/queries";
import { listVisitsInput } from "@/lib/visits/schema";

export const GET = route({
  scope: "store",
  can: "visits.read",
  input: listVisitsInput,
  run: (scope, input) => listVisits(scope, input),
});
