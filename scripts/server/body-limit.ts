import type { IncomingMessage, ServerResponse } from "node:http";
import { MAX_PICTURE_BYTES } from "../../lib/files/rules.ts";

/** No page and no door needs more, but where a picture comes in; Next's own limit for actions is the same. */
export const MAX_BODY = 1_048_576;
const PICTURES = /^\/api\/vendor\/[^/?]+\/logo$/;

const TOO_LARGE = JSON.stringify({ error: { code: "too_large", message: "That is too much data for one request." } });

/**
 * Refuses a request that is too large: at once where it says so, else as soon as it turns out. Whoever reads it then sees it
 * broken off. False: it was answered, and is nobody's to handle.
 */
export function limitBody(request: IncomingMessage, response: ServerResponse): boolean {
  const max = PICTURES.test(request.url ?? "") ? MAX_PICTURE_BYTES : MAX_BODY;
  if (Number(request.headers["content-length"] ?? 0) > max) {
    refuse(request, response);
    return false;
  }
  if (request.headers["transfer-encoding"] === undefined) return true;
  let size = 0;
  const push = request.push.bind(request);
  // Listening for data would start the flow before the application listens.
  request.push = (chunk: Uint8Array | null, encoding) => {
    const before = size;
    size += chunk?.length ?? 0;
    if (size <= max) return push(chunk, encoding);
    if (before <= max) refuse(request, response);
    return false;
  };
  return true;
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) {
    request.destroy();
    return;
  }
  response.once("finish", () => request.destroy());
  response.writeHead(413, { "Content-Type": "application/json", Connection: "close" }).end(TOO_LARGE);
}
