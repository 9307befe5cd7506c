import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkRequestLine } from "./request-line.ts";

let port = 0;
const server = createServer((incoming, response) => {
  if (checkRequestLine(incoming, response)) response.end();
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function ask(path: string, method = "GET"): Promise<{ status: number; allow?: string }> {
  const outgoing = request({ host: "127.0.0.1", port, path, method }).end();
  const [response] = await once(outgoing, "response");
  response.resume();
  return { status: response.statusCode, allow: response.headers.allow };
}

describe("the first line of a request", () => {
  it("has a path that can be decoded, and no NUL: else it is a bad request, not a failure", async () => {
    for (const path of ["/api/s/%E0%A4%A/products", "/%", "/s/%ff", "/s/%00", "/s/x?search=%00", "/s/%c0%af"])
      expect((await ask(path)).status, path).toBe(400);
    for (const path of ["/", "/s/caf%C3%A9", "/s/x?search=%", "/s/x?search=%E0", "/s/100%25", "/s/%2500"])
      expect((await ask(path)).status, path).toBe(200);
  });

  it("has a method that somebody here understands", async () => {
    for (const method of ["TRACE", "PROPFIND"]) {
      const { status, allow } = await ask("/api/me", method);
      expect([status, allow], method).toEqual([405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
    }
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      expect((await ask("/api/me", method)).status, method).toBe(200);
  });
});
