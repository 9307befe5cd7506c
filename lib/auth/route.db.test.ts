import { NextRequest } from "next/server";
import { afterAll, describe, expect, it } from "vitest";
import { authRoute } from "@/lib/auth/route";
import { closeDb } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import { actingAs } from "@/prisma/factories/scopes";

afterAll(closeDb);

async function call(method: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new NextRequest(`${appUrl()}/api/auth/${path}`, { method });
  const params = Promise.resolve({ nextauth: path.split("/") });
  return await actingAs({ headers }, () => authRoute(request, { params }));
}

describe("/api/auth", () => {
  it.each(["signin", "signout", "session", "providers", "error", "verify-request", "callback/code", "_log"])(
    "serves nothing of next-auth that is not needed: GET %s",
    async (path) => {
      const response = await call("GET", path);
      expect(response.status).toBe(404);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
    },
  );

  it.each(["callback/code", "signout"])("reads no more than a form needs: POST %s", async (path) => {
    const pieces = Array.from({ length: 100 }, () => new Uint8Array(1000));
    let taken = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        taken += 1;
        const piece = pieces.pop();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    const request = new NextRequest(`${appUrl()}/api/auth/${path}`, { method: "POST", body, duplex: "half" });
    const params = Promise.resolve({ nextauth: path.split("/") });
    const response = await actingAs({}, () => authRoute(request, { params }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: "too_large" } });
    expect(taken).toBeLessThan(20);
  });

  it.each(["callback/code", "signout"])("foreign or missing Origin refused: POST %s", async (path) => {
    for (const origin of ["https://evil.example", "null", "", `${appUrl()}.evil.example`]) {
      const response = await call("POST", path, { origin });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: "forbidden" } });
    }
  });
});
