// Scopes are resolved from a request: here from a pretended one. Imported before anything that asks for it.
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "@/scripts/support/installation.ts";

const pretended = pathToFileURL(join(ROOT, "bench/next-headers.ts")).href;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === "next/headers" ? pretended : specifier, context),
});
