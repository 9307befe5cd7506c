import { AsyncLocalStorage } from "node:async_hooks";

/** What a test pretends to be the current HTTP request; scripts/test/next-headers.ts answers `next/headers` from it. */
export type TestRequest = { headers: Headers; cookies: Map<string, string> };

export const testRequest = new AsyncLocalStorage<TestRequest>();
