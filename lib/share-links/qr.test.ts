import { describe, expect, it } from "vitest";
import { qrPath, qrSvg } from "./qr";
import { readCode } from "./rules";

const address = "https://tradehall.example/join/harbor-foods/k7m2p9xr";

describe("a QR code", () => {
  it("has its three finder patterns, inside of a quiet zone of four modules", () => {
    const { size, path } = qrPath(address);
    const dark = new Set(path.match(/M\d+ \d+/g));
    for (const [x, y] of [
      [4, 4],
      [size - 11, 4],
      [4, size - 11],
    ] as const) {
      for (let n = 0; n < 7; n++) {
        expect(dark.has(`M${x + n} ${y}`)).toBe(true);
        expect(dark.has(`M${x} ${y + n}`)).toBe(true);
      }
      expect(dark.has(`M${x + 3} ${y + 3}`)).toBe(true);
      expect(dark.has(`M${x + 1} ${y + 1}`)).toBe(false);
    }
    expect([...dark].some((at) => /M[0-3] |M\d+ [0-3]$/.test(at))).toBe(false);
  });

  it("is a file of its own, white behind black", () => {
    expect(qrSvg(address)).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 (\d+) \1".*<\/svg>\n$/);
  });
});

describe("a code", () => {
  it.each([
    ["k7m2p9xr", "k7m2p9xr"],
    [" K7M2P9XR ", "k7m2p9xr"],
    ["", null],
    ["a b c d e", null],
    ["../../etc", null],
    ["x".repeat(41), null],
  ])("typed as %j is read as %j", (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});
