import type { IncomingMessage, ServerResponse } from "node:http";

/** Headers of every response; pages get their content security policy with a nonce from proxy.ts. */
const ALWAYS: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** What is the same for everybody: the build's files (dots that climb out of it are none of ours) and uploaded pictures. */
const PUBLIC_FILE = /^\/_next\/(?!.*(?:\.|%2e){2})|^\/icon\.svg$|^\/api\/files\/[0-9a-f]+\.webp$/i;

/** Call after setClientHeaders: it settles whether the visitor came by https. */
export function setSecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  for (const name in ALWAYS) response.setHeader(name, ALWAYS[name] ?? "");
  if (request.headers["x-forwarded-proto"] === "https")
    response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  // Pages, their parts and JSON are kept by nobody on the way, whatever Next itself says or forgets; files say for themselves.
  if (!PUBLIC_FILE.test(path)) response.setHeader("Cache-Control", "private, no-store");
  if (path.startsWith("/api/"))
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}
