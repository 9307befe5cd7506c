"use server";

import { cancelImport } from "@/lib/imports/commands";
import { importIdInput } from "@/lib/imports/schema";
import { action } from "@/lib/server/action";

export const cancelImportAction = action({
  scope: "store",
  can: "clients.write",
  input: importIdInput,
  run: cancelImport,
});
