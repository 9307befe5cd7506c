import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onRequestError } from "@/instrumentation";
import { logger } from "@/lib/logger";

const request = { path: "/sign-in", method: "POST", headers: {} };
const context = { routerKind: "App Router", routePath: "/sign-in", routeType: "action" } as const;
const fail = async (error: Error) =>
  await onRequestError(error, request, {
    ...context,
    renderSource: "react-server-components",
    revalidateReason: undefined,
  });

function errorAt(stack: string, digest: string): Error {
  return Object.assign(new Error("quotes what was sent"), { stack: `Error: quotes\n    at ${stack}`, digest });
}

describe("the log of failed requests", () => {
  beforeEach(() => {
    vi.stubEnv("NEXT_RUNTIME", "nodejs");
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("has one short line a second about actions that nobody of ours wrote, whatever is in them", async () => {
    const [warn, error] = [vi.spyOn(logger, "warn"), vi.spyOn(logger, "error")];
    for (let n = 0; n < 50; n++) await fail(errorAt("t.decodeReply (next.js:15:8)", String(n)));
    vi.advanceTimersByTime(1000);
    await fail(errorAt("t.decodeReply (next.js:15:8)", "last"));
    const line = { method: "POST", route: "/sign-in", kind: "action" };
    expect(warn.mock.calls).toEqual([
      [{ ...line, count: 1 }, "malformed action"],
      [{ ...line, count: 50 }, "malformed action"],
    ]);
    expect(error).not.toHaveBeenCalled();
  });

  it("has every error's id, a repeated one once a second", async () => {
    const error = vi.spyOn(logger, "error");
    for (const digest of ["a", "b", "a", "a"]) await fail(errorAt("page (app.js:1:1)", digest));
    expect(error.mock.calls.map(([fields]) => fields.errorId)).toEqual(["a", "b"]);
  });
});
