import { timelineInput } from "@/lib/customers/schema";
import { listTimeline } from "@/lib/customers/timeline/queries";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "customers.read", input: timelineInput, run: listTimeline });
