import { once } from "node:events";
import { createServer, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOwnPages } from "./own-pages.ts";

let port = 0;
let appUrl: string | undefined;
const server = createServer((incoming, response) => {
  if (checkOwnPages(incoming, response, appUrl)) response.end();
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

async function ask(path: string, origin?: string, method = "POST"): Promise<number> {
  const headers = { host: "shop.example", "next-action": "0", ...(origin && { origin }) };
  const [response] = await once(request({ host: "127.0.0.1", port, path, method, headers }).end("[]"), "response");
  response.resume();
  return response.statusCode;
}

describe("a write to a page's address", () => {
  it("comes from our own pages, or is refused: a foreign, an opaque and a missing Origin", async () => {
    for (const origin of [
      "https://evil.example",
      "https://shop.example.evil.example",
      "http://evil@other",
      "null",
      "x",
      undefined,
    ])
      expect(await ask("/s/x", origin), String(origin)).toBe(403);
    for (const origin of ["https://shop.example", "http://shop.example"]) expect(await ask("/s/x", origin)).toBe(200);
    expect(await ask("/apis", "https://evil.example")).toBe(403);
    expect(await ask("/s/x", "https://evil.example", "PUT")).toBe(403);
  });

  it("comes the way that is named", async () => {
    appUrl = "https://shop.example";
    expect([await ask("/me", "http://shop.example"), await ask("/me", "https://shop.example")]).toEqual([403, 200]);
    appUrl = undefined;
  });

  it("is told from reading, which anybody may, and from route handlers, which see for themselves", async () => {
    for (const method of ["GET", "HEAD", "OPTIONS"])
      expect(await ask("/s/x", "https://evil.example", method)).toBe(200);
    expect(await ask("/api/webhooks/resend", "https://evil.example")).toBe(200);
  });
});
