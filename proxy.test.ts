import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "@/proxy";

function request(path: string, headers: Record<string, string> = {}, method = "GET"): NextRequest {
  return new NextRequest(`http://localhost:3000${path}`, { headers, method });
}

describe("proxy", () => {
  it("sends pages without a session cookie to the sign-in, with the way back", () => {
    for (const path of ["/sellers", "/s/harbor-foods?q=tea&page=2", "/vendor/harbor-foods/orders", "/admin", "/me"]) {
      const response = proxy(request(path));
      expect(response.status).toBe(307);
      const target = new URL(response.headers.get("location") ?? "");
      expect([target.pathname, target.searchParams.get("next")]).toEqual(["/sign-in", path]);
    }
  });

  it("lets a session cookie through without judging it", () => {
    expect(proxy(request("/me", { cookie: "tradehall.session=garbage" })).status).toBe(200);
    expect(proxy(request("/me", { cookie: "__Host-tradehall.session=x", "x-forwarded-proto": "https" })).status).toBe(
      200,
    );
  });

  it("leaves public pages, look-alikes, api and posts alone", () => {
    for (const path of ["/", "/sign-in", "/invite/a/b", "/menu", "/sellersx"])
      expect(proxy(request(path)).status).toBe(200);
    expect(proxy(request("/me", {}, "POST")).status).toBe(200);
  });

  it("tells the page its own path, whatever the visitor claims", () => {
    const response = proxy(request("/sign-in?next=%2Fme", { "x-path": "//evil.example" }));
    expect(response.headers.get("x-middleware-request-x-path")).toBe("/sign-in?next=%2Fme");
  });

  it("gives each response a policy with a nonce of its own", () => {
    const policies = [proxy(request("/")), proxy(request("/"))].map(
      (response) => response.headers.get("content-security-policy") ?? "",
    );
    expect(policies[0]).not.toBe(policies[1]);
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-eval|upgrade-insecure/);
    }
  });

  it("asks for https only where the visitor came by https", () => {
    const secure = proxy(request("/", { "x-forwarded-proto": "https" }));
    expect(secure.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  });
});
