import { route } from "@/lib/server/route";
import { listVisitors } from "@/lib/visits/customers/queries";
import { listVisitorsInput } from "@/lib/visits/schema";

export const GET = route({ scope: "store", can: "visits.read", input: listVisitorsInput, run: listVisitors });
