import type { Instrumentation } from "next";
import { oneASecond } from "@/lib/repeats";

const tell = oneASecond();

/**
 * What a page threw, by its digest: the same id that the error screen shows. Arguments of an action that cannot be read come from no page of
 * ours, and anybody can send them: they get a short line.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logger } = await import("@/lib/logger");
  const where = { method: request.method, route: context.routePath, kind: context.routeType };
  const malformed = error instanceof Error && /\bdecode(Reply|Action)\b/.test(error.stack ?? "");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const leftOut = tell(malformed ? "malformed" : `digest ${digest}`);
  if (leftOut === null) return;
  const count = leftOut + 1;
  if (malformed) logger.warn({ ...where, count }, "malformed action");
  else logger.error({ err: error, errorId: digest, ...where, count }, "request failed");
};
