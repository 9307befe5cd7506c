import type { IncomingMessage, ServerResponse } from "node:http";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Refuses what Next and the database cannot even read, and would call a failure of ours. False: it was answered. */
export function checkRequestLine({ method = "", url = "/" }: IncomingMessage, response: ServerResponse): boolean {
  if (!METHODS.includes(method)) {
    refuse(response, 405, "This method is not used here.", { Allow: METHODS.join(", ") });
    return false;
  }
  const [path = "/"] = url.split("?", 1);
  // NUL is no character of PostgreSQL's text, in the path or behind it.
  if (isDecodable(path) && !url.includes("%00")) return true;
  refuse(response, 400, "This address is not well-formed.");
  return false;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  // What it may have brought is not read.
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close", ...headers });
  response.end(JSON.stringify({ error: { code: "invalid", message } }));
}
