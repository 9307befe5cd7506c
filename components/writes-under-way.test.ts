import { describe, expect, it } from "vitest";
import type { ActionResult } from "@/lib/server/result";
import { isWriting, outcomeOfWrites, untilAnswered } from "./writes-under-way";

function write() {
  const { promise, resolve, reject } = Promise.withResolvers<ActionResult<null>>();
  const answered = untilAnswered(promise).catch(() => null);
  return {
    saved: () => resolve({ ok: true, data: null }),
    refused: () => resolve({ ok: false, error: { code: "conflict", message: "No." } }),
    ledOn: () => reject(new Error("NEXT_REDIRECT")),
    answered,
  };
}

describe("what is under way", () => {
  it("is saved once all of it is, refused with any of it, unknown while one has waited too long", async () => {
    expect(isWriting()).toBe(false);
    const [one, two] = [write(), write()];
    expect(isWriting()).toBe(true);
    expect(await outcomeOfWrites(0)).toBe("unknown");
    const both = outcomeOfWrites(60_000);
    one.saved();
    two.saved();
    expect(await both).toBe("saved");
    const [third, fourth] = [write(), write()];
    const mixed = outcomeOfWrites(60_000);
    third.saved();
    fourth.refused();
    expect(await mixed).toBe("refused");
    expect(isWriting()).toBe(false);
  });

  it("that leads to another page was done", async () => {
    const only = write();
    const outcome = outcomeOfWrites(60_000);
    only.ledOn();
    await only.answered;
    expect(await outcome).toBe("saved");
  });
});
