import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
// Outside Next there is no react-server condition, in which alone "server-only" resolves quietly and next-intl translates on the server.
const alias = {
  "@": root,
  "server-only": join(root, "scripts/support/server-only.ts"),
  "next-intl/server": join(root, "node_modules/next-intl/dist/esm/production/server.react-server.js"),
  "next-intl/config": join(root, "lib/i18n/request.ts"),
};
const exclude = ["node_modules/**", ".next/**", ".tradehall/**", "e2e/**"];
// A busy machine is slow, not wrong: time-outs are there to end what hangs.
const shared = { pool: "forks" as const, isolate: true, environment: "node", testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          exclude: [...exclude, "**/*.db.test.ts"],
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          setupFiles: ["scripts/test/unit-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          exclude,
          name: "db",
          include: ["**/*.db.test.{ts,tsx}"],
          globalSetup: ["scripts/test/db-global.ts"],
          setupFiles: ["scripts/test/db-setup.ts", "scripts/test/next-headers.ts"],
          server: { deps: { inline: ["next-intl"] } },
        },
      },
    ],
  },
});
