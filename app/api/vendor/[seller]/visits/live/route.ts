import { z } from "zod";
import { route } from "@/lib/server/route";
import { watchVisits } from "@/lib/visits/live/queries";

export const GET = route({ scope: "store", can: "visits.read", input: z.object({}), run: watchVisits });
