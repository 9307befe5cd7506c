import { describe, expect, it } from "vitest";
import type { LogFields } from "@/lib/log-fields";
import { createLogger } from "@/lib/logger";

function logged(write: (logger: ReturnType<typeof createLogger>) => void, level = "info"): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger(level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

describe("logger", () => {
  it("writes listed fields and drops every other, however it is named", () => {
    const fields = {
      sellerId: "s1",
      count: 3,
      phone: "+12025550101",
      code: "P2002",
      to: "nina@example.com",
      data: { token: "t" },
    };
    const [line] = logged((logger) => logger.info(fields, "invite sent"));
    expect(line).toEqual({
      level: "info",
      time: expect.any(String),
      msg: "invite sent",
      sellerId: "s1",
      count: 3,
      code: "P2002",
    });
  });

  it("drops objects hidden under a listed name", () => {
    const hidden = { status: { phone: "+12025550101" }, reason: ["x"] } as object as LogFields;
    expect(JSON.stringify(logged((logger) => logger.warn(hidden, "odd")))).not.toMatch(/2025550101|"x"/);
  });

  it("reduces errors to name, code, id and place, also nested ones", () => {
    const cause = Object.assign(new Error("Key (value)=(+12025550101) already exists"), {
      code: "23505",
      detail: "+12025550101",
      parameters: ["nina@example.com"],
    });
    const error = Object.assign(new Error("failed for nina@example.com\nat second line nina@example.com", { cause }), {
      id: "e-1",
      meta: { code: "123456" },
    });
    const [line] = logged((logger) => logger.error({ err: error, errorId: "e-1" }, "unexpected"));
    const text = JSON.stringify(line);
    expect(text).not.toMatch(/2025550101|example\.com|123456/);
    expect(line).toMatchObject({
      errorId: "e-1",
      err: {
        name: "Error",
        id: "e-1",
        stack: expect.stringContaining("logger.test.ts"),
        cause: { name: "Error", code: "23505" },
      },
    });
  });

  it("takes what is no error for what it is", () => {
    expect(logged((logger) => logger.error({ err: "call +12025550101" }, "odd"))[0]?.err).toEqual({ name: "string" });
  });

  it("keeps to its level", () => {
    expect(logged((logger) => logger.debug({}, "x"))).toEqual([]);
    expect(logged((logger) => logger.error({}, "x"), "silent")).toEqual([]);
  });
});
