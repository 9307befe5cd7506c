import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeSession, encodeSession, SESSION_DAYS } from "./session-token";

afterEach(() => {
  vi.useRealTimers();
});

describe("the session in the cookie", () => {
  it("comes back as it went in, however often it is asked", async () => {
    const sid = randomUUID();
    const cookie = await encodeSession({ sid });
    expect([await decodeSession(cookie), await decodeSession(cookie)]).toEqual([sid, sid]);
  });

  it("is nothing when forged, altered, or when it carries something else", async () => {
    const cookie = await encodeSession({ sid: randomUUID() });
    await decodeSession(cookie);
    const altered = `${cookie.slice(0, -8)}${cookie.at(-8) === "A" ? "B" : "A"}${cookie.slice(-7)}`;
    const other = await encodeSession({ sid: "not an id" });
    for (const bad of [altered, cookie.slice(1), "", "a.b.c.d.e", other]) expect(await decodeSession(bad)).toBeNull();
  });

  it("is too old after its days, also when it was opened before", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const sid = randomUUID();
    const cookie = await encodeSession({ sid });
    expect(await decodeSession(cookie)).toBe(sid);
    vi.setSystemTime(Date.now() + (SESSION_DAYS + 1) * 86_400_000);
    expect(await decodeSession(cookie)).toBeNull();
  });
});
