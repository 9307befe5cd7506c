import { route } from "@/lib/server/route";
import { getWhoAmI } from "@/lib/users/queries";
import { nothing } from "@/lib/users/schema";

export const GET = route({ scope: "account", input: nothing, run: (scope) => getWhoAmI(scope) });
