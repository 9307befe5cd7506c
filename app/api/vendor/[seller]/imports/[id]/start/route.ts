import { startImport } from "@/lib/imports/commands";
import { startImportInput } from "@/lib/imports/schema";
import { route } from "@/lib/server/route";

export const POST = route({ scope: "store", can: "clients.write", input: startImportInput, run: startImport });
