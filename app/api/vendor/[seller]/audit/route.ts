import { listActivity } from "@/lib/audit/activity/queries";
import { listActivityInput } from "@/lib/audit/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "audit.read", input: listActivityInput, run: listActivity });
