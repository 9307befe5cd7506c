import { z } from "zod";
import { getFile } from "@/lib/files/queries";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "visitor", input: z.object({ name: z.string() }), immutable: true, run: getFile });
