import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findChromium, findOrInstallChromium } from "./chromium.ts";

const saved = { ...process.env };
afterEach(() => {
  process.env = { ...saved };
});

function program(folder: string, name: string, script = "exit 0"): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe("the Chromium of the browser tests", () => {
  it("is the named one, else the system's", () => {
    const folder = mkdtempSync(join(tmpdir(), "chromium-"));
    const system = program(folder, "google-chrome");
    process.env = { ...saved, PATH: folder, CHROMIUM_PATH: "" };
    expect(findChromium()).toBe(system);
    process.env.CHROMIUM_PATH = program(folder, "mine");
    expect(findOrInstallChromium()).toBe(join(folder, "mine"));
  });

  it("is refused in one sentence when the named one is none", () => {
    process.env.CHROMIUM_PATH = "/nowhere/chromium";
    expect(() => findOrInstallChromium()).toThrow("CHROMIUM_PATH names /nowhere/chromium, which is no program.");
  });

  it("is Debian's package where root finds none, and asked for in one sentence where nobody can install it", () => {
    const folder = mkdtempSync(join(tmpdir(), "chromium-"));
    process.env = { ...saved, PATH: folder, CHROMIUM_PATH: "", PLAYWRIGHT_BROWSERS_PATH: folder };
    if (!findChromium())
      expect(() => findOrInstallChromium()).toThrow(/^No Chromium was found for the browser tests: install one/);
    program(
      folder,
      "apt-get",
      `[ "$1" = install ] && printf '#!/bin/sh\\n' > ${folder}/chromium && /bin/chmod 755 ${folder}/chromium; exit 0`,
    );
    if (process.getuid?.() === 0) expect(findOrInstallChromium()).toBe(join(folder, "chromium"));
  });
});
