import type { Instrumentation } from "next";

/** Refuses to serve with an environment that is not usable; says so before the first request, not during it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/env");
  env();
}

/** What a page threw, by its digest: the same id that the error screen shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logger } = await import("@/lib/logger");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  logger.error(
    { err: error, errorId: digest, method: request.method, route: context.routePath, kind: context.routeType },
    "request failed",
  );
};
