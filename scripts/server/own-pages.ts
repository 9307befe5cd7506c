import type { IncomingMessage, ServerResponse } from "node:http";
import { isOwnOrigin } from "../../lib/server/own-origin.ts";

const READS = ["GET", "HEAD", "OPTIONS"];
const FOREIGN = JSON.stringify({
  error: { code: "forbidden", message: "This request did not come from our own pages." },
});

/**
 * Server actions are called at the pages' own addresses, and Next answers a foreign Origin with a failure of ours before any door sees it. Refused
 * here, whatever it would call; route handlers look for themselves, for some are called by others. False: it was answered.
 */
export function checkOwnPages(request: IncomingMessage, response: ServerResponse, appUrl: string | undefined): boolean {
  const { method = "", url = "/", headers } = request;
  if (READS.includes(method) || /^\/api(\/|\?|$)/.test(url)) return true;
  if (isOwnOrigin({ origin: headers.origin, host: headers.host }, appUrl)) return true;
  // What it brought is not read.
  response.writeHead(403, { "Content-Type": "application/json", Connection: "close" });
  response.end(FOREIGN);
  return false;
}
