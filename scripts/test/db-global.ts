import type { TestProject } from "vitest/node";
import { openTestServer } from "../test-db.ts";

declare module "vitest" {
  interface ProvidedContext {
    testServerUrl: string;
  }
}

/** Once per run: the test server. It ends with the last run that uses it; databases left behind go at the next start. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  project.provide("testServerUrl", server.url);
  return () => server.close();
}
