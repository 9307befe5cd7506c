import { describe, expect, it, vi } from "vitest";
import { reduceConsole } from "./console.ts";

function printed(...args: unknown[]): string {
  const lines: string[] = [];
  const print = (...parts: unknown[]) => void lines.push(parts.join(" "));
  const target = { error: print, warn: print };
  reduceConsole(target);
  target.error(...args);
  return lines.join("\n");
}

describe("what Next prints in production", () => {
  it("is one line of name, code and place where it holds an error", () => {
    const error = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (value)=(+12025550101) exists",
    });
    const line = printed("⨯", error);
    expect(line).not.toMatch(/2025550101|duplicate key/);
    expect(JSON.parse(line)).toMatchObject({ level: "error", err: { name: "Error", code: "23505" } });
  });

  it("is reduced too where an error was made a text, or an object is no error", () => {
    expect(printed("TypeError: cannot read nina@example.com\n    at x")).not.toContain("nina");
    expect(printed("odd", { to: "nina@example.com" })).not.toContain("nina");
  });

  it("stays as it is otherwise", () => {
    expect(printed("⚠", "a setting is missing")).toBe("⚠ a setting is missing");
  });

  it("is one line a second for an error that comes again and again, and the next one is short and says how many", () => {
    vi.useFakeTimers();
    const lines: string[] = [];
    const target = { error: (...parts: unknown[]) => void lines.push(parts.join(" ")), warn: () => undefined };
    reduceConsole(target);
    const again = () => target.error("⨯", new Error("malformed"));
    for (let n = 0; n < 100; n++) again();
    target.error("⨯", new TypeError("another"));
    vi.advanceTimersByTime(1000);
    again();
    vi.useRealTimers();
    expect(lines.map((line) => JSON.parse(line).err.name)).toEqual(["Error", "TypeError", "Error"]);
    expect(JSON.parse(lines[2] ?? "")).toEqual({
      ...{ level: "error", time: expect.any(String), msg: "unhandled" },
      ...{ count: 100, err: { name: "Error" } },
    });
  });
});
