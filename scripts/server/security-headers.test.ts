import { once } from "node:events";
import { createServer, get, type IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { parseProxies, setClientHeaders } from "./client-address.ts";
import { setSecurityHeaders } from "./security-headers.ts";

/** Asks a real server that does nothing but set the headers. */
async function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingHttpHeaders> {
  const trusted = parseProxies("127.0.0.1");
  const server = createServer((request, response) => {
    setClientHeaders(request, trusted);
    setSecurityHeaders(request, response);
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  try {
    // Unlike fetch it sends the path as it stands.
    const [response] = await once(get({ host: "127.0.0.1", port, path, headers }), "response");
    return response.resume().headers;
  } finally {
    server.close();
  }
}

describe("security headers", () => {
  it("are on pages, files and route handlers alike", async () => {
    for (const path of ["/", "/_next/static/x.js", "/api/health"]) {
      expect(await ask(path)).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
      });
    }
  });

  it("promise https only to who came by https through a trusted proxy", async () => {
    expect((await ask("/"))["strict-transport-security"]).toBeUndefined();
    expect((await ask("/", { "x-forwarded-proto": "https" }))["strict-transport-security"]).toContain("max-age=");
  });

  it("let pages and JSON be kept by nobody on the way, and files speak for themselves", async () => {
    for (const path of [
      "/",
      "/vendor/harbor-foods/orders?_rsc=1x",
      "/vendor/harbor-foods/orders?q=a.b",
      "/api/vendor/harbor-foods/products?search=tea.png",
      "/api/vendor/harbor-foods/orders.csv",
      "/api/me?/_next/static/x.js",
      "/_next/../api/me",
      "/_next/%2E%2e/api/me",
      "/api/me",
      "/api/files/../me",
      "/api/files/0a.webp/../../me",
    ]) {
      expect((await ask(path))["cache-control"], path).toBe("private, no-store");
    }
    for (const path of ["/_next/static/x.js", "/icon.svg?v=1", `/api/files/${"0a".repeat(16)}.webp`]) {
      expect((await ask(path))["cache-control"], path).toBeUndefined();
    }
  });

  it("let no answer of a route handler act as a page", async () => {
    expect((await ask("/api/me"))["content-security-policy"]).toContain("default-src 'none'");
  });
});
