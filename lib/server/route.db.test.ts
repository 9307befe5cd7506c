import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDb } from "@/lib/db/client";
import { appUrl, resetEnv } from "@/lib/env";
import { route } from "@/lib/server/route";
import { type Actor, actingAs } from "@/prisma/factories/scopes";
import { createWorld, type House } from "@/prisma/factories/world";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

// A door as any other, that shows who came in and with what.
const handler = route({
  scope: "store",
  can: "products.read",
  input: z.object({ name: z.string().max(10, "products.errors.nameLong").optional(), id: z.string().optional() }),
  run: async (scope, input) => ({ seller: scope.seller.slug, input }),
});

let a: House;
let b: House;
beforeAll(async () => {
  ({ a, b } = await createWorld());
});
afterAll(closeDb);

type Asked = { status: number; cache: string | null; body: { error?: { code: string; fields?: object } } };

async function ask(
  actor: Actor,
  init: { method?: string; body?: string; query?: string; params?: Record<string, string> } = {},
): Promise<Asked> {
  const { method = "GET", body = null, query = "", params = { seller: a.seller.slug } } = init;
  const request = new Request(`${appUrl()}/api/x${query}`, { method, body });
  const response = await actingAs(actor, () => handler(request, { params: Promise.resolve(params) }));
  return { status: response.status, cache: response.headers.get("cache-control"), body: await response.json() };
}

describe("a route handler", () => {
  it("answers members of the seller in the address, privately and for no cache", async () => {
    const answer = await ask({ user: a.admin.id }, { query: "?name=Cod" });
    expect(answer).toEqual({
      status: 200,
      cache: "private, no-store",
      body: { seller: a.seller.slug, input: { name: "Cod" } },
    });
  });

  it("refuses everybody else by status, as privately", async () => {
    expect(await ask({})).toMatchObject({ status: 401, cache: "private, no-store" });
    expect(await ask({ user: b.admin.id })).toMatchObject({ status: 404, cache: "private, no-store" });
    expect(await ask({ user: a.buyer.id })).toMatchObject({ status: 404 });
  });

  it("refuses writes with a foreign or missing Origin", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      for (const origin of ["https://evil.example", "null", ""]) {
        expect((await ask({ user: a.admin.id, headers: { origin } }, { method })).status, `${method} ${origin}`).toBe(
          403,
        );
      }
      expect((await ask({ user: a.admin.id }, { method })).status, method).toBe(200);
    }
  });

  it("refuses writes of a page that did not come the way that APP_URL names", async () => {
    const { host } = new URL(appUrl());
    const from = async (origin: string) =>
      (await ask({ user: a.admin.id, headers: { host, origin } }, { method: "POST" })).status;
    const saved = process.env.APP_URL;
    try {
      for (const [url, http, https] of [
        [`https://${host}`, 403, 200],
        [`http://${host}`, 200, 403],
        ["https://elsewhere.example", 200, 200],
      ] as const) {
        process.env.APP_URL = url;
        resetEnv();
        expect([url, await from(`http://${host}`), await from(`https://${host}`)]).toEqual([url, http, https]);
        expect(await from(`ftp://${host}`)).toBe(403);
      }
    } finally {
      if (saved === undefined) delete process.env.APP_URL;
      else process.env.APP_URL = saved;
      resetEnv();
    }
  });

  it("takes the seller from the address, whatever query and body say", async () => {
    const forged = { seller: b.seller.slug, sellerId: b.seller.id, scope: "system", can: "everything" };
    const query = `?${new URLSearchParams(forged)}`;
    const answer = await ask({ user: a.admin.id }, { method: "POST", query, body: JSON.stringify(forged) });
    expect(answer).toMatchObject({ status: 200, body: { seller: a.seller.slug, input: {} } });
  });

  it("lets the address win over body, and body over query", async () => {
    const answer = await ask(
      { user: a.admin.id },
      {
        method: "POST",
        query: "?id=query&name=query",
        body: '{"id":"body","name":"body"}',
        params: { seller: a.seller.slug, id: "path" },
      },
    );
    expect(answer.body).toEqual({ seller: a.seller.slug, input: { id: "path", name: "body" } });
  });

  it("refuses what is not JSON or is no object, with a sentence", async () => {
    for (const body of ["{", "[]", '"text"', "null"]) {
      expect(await ask({ user: a.admin.id }, { method: "POST", body }), body.slice(0, 20)).toMatchObject({
        status: 400,
        body: { error: { code: "invalid" } },
      });
    }
  });

  it("refuses what is too large, by its own status", async () => {
    const body = `{"name":"${"x".repeat(1_000_001)}"}`;
    expect(await ask({ user: a.admin.id }, { method: "POST", body })).toMatchObject({
      status: 413,
      cache: "private, no-store",
      body: { error: { code: "too_large" } },
    });
  });

  it("says which field is wrong", async () => {
    const answer = await ask({ user: a.admin.id }, { query: "?name=Much+too+long" });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: "invalid", fields: { name: "products.errors.nameLong" } } },
    });
  });

  it("checks who comes before it looks at what they bring", async () => {
    expect((await ask({ user: b.admin.id }, { method: "POST", body: "{" })).status).toBe(404);
  });
});
