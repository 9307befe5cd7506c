import type { Instrumentation } from "next";

/** What a page threw, by its digest: the same id that the error screen shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logger } = await import("@/lib/logger");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  logger.error(
    { err: error, errorId: digest, method: request.method, route: context.routePath, kind: context.routeType },
    "request failed",
  );
};
