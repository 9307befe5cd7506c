import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";

test.describe("every answer of the web server", () => {
  test("pages carry a policy whose nonce is on every script, and the browser finds nothing to block", async ({
    page,
  }) => {
    const blocked: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) blocked.push(message.text());
    });
    for (const path of ["/", "/sign-in"]) {
      const response = await page.goto(path);
      const policy = response?.headers()["content-security-policy"] ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      const scripts = (await response?.text())?.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(policy).not.toContain("unsafe-eval");
    }
    expect(blocked).toEqual([]);
  });

  test("has the security headers, be it a page, a file or JSON", async ({ request }) => {
    for (const path of ["/", "/icon.svg", "/api/health", "/nothing-here"]) {
      const headers = (await request.get(path)).headers();
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["x-frame-options"], path).toBe("DENY");
      expect(headers["x-powered-by"], path).toBeUndefined();
    }
  });

  test("sends visitors without a session to the sign-in and remembers where they wanted to go", async ({ page }) => {
    await page.goto("/vendor/harbor-foods/orders?status=placed");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fvendor%2Fharbor-foods%2Forders%3Fstatus%3Dplaced$/);
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  });

  test("a request for another protocol is answered like any other, and its connection ends", async ({ baseURL }) => {
    const { hostname, port, host } = new URL(baseURL ?? "");
    for (const path of ["/sign-in", "/nothing-here"]) {
      const socket = connect(Number(port), hostname);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 [2-4]\d\d /);
    }
  });

  test("health says that database and worker are there", async ({ request }) => {
    await expect.poll(async () => (await request.get("/api/health")).status()).toBe(200);
    expect(await (await request.get("/api/health")).json()).toMatchObject({ status: "ok" });
  });
});
