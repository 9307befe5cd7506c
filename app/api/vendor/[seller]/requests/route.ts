import { listRequests } from "@/lib/customers/requests/deciding/queries";
import { listRequestsInput } from "@/lib/customers/requests/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "requests.read", input: listRequestsInput, run: listRequests });
