// Scopes are resolved from a request: here from a pretended one. Imported before anything that asks for it.
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "@/scripts/support/installation.ts";

const pretended: Record<string, string> = {
  "next/headers": "bench/next-headers.ts",
  // Outside Next there is no react-server condition, in which alone next-intl translates on the server: exports have words.
  "next-intl/server": "node_modules/next-intl/dist/esm/production/server.react-server.js",
  "next-intl/config": "lib/i18n/request.ts",
};

registerHooks({
  resolve: (specifier, context, next) => {
    const path = pretended[specifier];
    return next(path ? pathToFileURL(join(ROOT, path)).href : specifier, context);
  },
});
