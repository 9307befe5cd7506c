import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./scripts/support/chromium";

export default defineConfig({
  testDir: "e2e",
  // The factories are server code: "server-only" resolves to nothing, as in scripts.
  tsconfig: "./tsconfig.node.json",
  outputDir: "test-results/browser",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: process.env.E2E_URL,
    locale: "en-US",
    // A trace makes every page of every test several times as slow: --trace on records one of the test in question.
    screenshot: "only-on-failure",
    launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS },
  },
  projects: [
    {
      name: "desktop",
      testIgnore: "secrets.spec.ts",
      teardown: "afterwards",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    // What all others left in the database and in the log, also when one of them failed.
    { name: "afterwards", testMatch: "secrets.spec.ts" },
    // Only what is said to matter on a phone runs there too.
    {
      name: "phone",
      grep: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
