import { addImportChunk } from "@/lib/imports/commands";
import { importChunkInput } from "@/lib/imports/schema";
import { route } from "@/lib/server/route";

export const PUT = route({ scope: "store", can: "clients.write", input: importChunkInput, run: addImportChunk });
