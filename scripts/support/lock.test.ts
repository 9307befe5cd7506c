import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lock, tryLock } from "./lock.ts";

const path = () => join(mkdtempSync(join(tmpdir(), "lock-")), "a.lock");

describe("lock file", () => {
  it("has one holder, whose process it names", () => {
    const file = path();
    const held = tryLock(file);
    expect(tryLock(file)).toEqual({ holder: process.pid });
    if ("release" in held) held.release();
    expect(existsSync(file)).toBe(false);
  });

  it("is free when its holder is gone, also when another process has its number now", () => {
    for (const stale of ["999999999 1", `${process.pid} 12345`, ""]) {
      const file = path();
      writeFileSync(file, stale);
      expect(tryLock(file)).toHaveProperty("release");
    }
  });

  it("goes to exactly one of many processes that find it stale at once", async () => {
    const file = path();
    writeFileSync(file, "999999999 1");
    const code = `import { tryLock } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
      const got = tryLock(${JSON.stringify(file)}); console.log("release" in got ? "held" : "refused"); process.stdin.resume(); process.stdin.on("end", () => process.exit());`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--input-type=module-typescript", "-e", code], { stdio: ["pipe", "pipe", "inherit"] }),
    );
    const answers = await Promise.all(
      children.map(
        (child) => new Promise<string>((done) => child.stdout.once("data", (data) => done(String(data).trim()))),
      ),
    );
    for (const child of children) child.stdin.end();
    expect(answers.filter((answer) => answer === "held")).toHaveLength(1);
  });

  it("can be waited for, but not for ever", async () => {
    const file = path();
    const held = tryLock(file);
    expect(await lock(file, 0.1)).toBeNull();
    const waiting = lock(file, 5);
    if ("release" in held) held.release();
    expect(await waiting).not.toBeNull();
    expect(readFileSync(file, "utf8")).toContain(String(process.pid));
  });
});
