import { createImport } from "@/lib/imports/commands";
import { createImportInput } from "@/lib/imports/schema";
import { route } from "@/lib/server/route";

export const POST = route({ scope: "store", can: "clients.write", input: createImportInput, run: createImport });
