import { z } from "zod";
import { route } from "@/lib/server/route";
import { getWhoAmI } from "@/lib/users/queries";

export const GET = route({ scope: "account", input: z.object({}), run: (scope) => getWhoAmI(scope) });
