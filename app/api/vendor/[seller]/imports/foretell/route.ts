import { foretellRows } from "@/lib/imports/foretelling/queries";
import { foretellInput } from "@/lib/imports/schema";
import { route } from "@/lib/server/route";

export const POST = route({ scope: "store", can: "clients.write", input: foretellInput, run: foretellRows });
