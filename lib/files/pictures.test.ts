import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawLogo } from "@/lib/files/pictures";
import { LOGO_SIDE } from "@/lib/files/rules";

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: "#1d4ed8" } });
}

const crcs = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const crc = body.reduce((c, byte) => (crcs[(c ^ byte) & 255] ?? 0) ^ (c >>> 8), 0xffffffff);
  const [length, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, end]);
}

/** A PNG of a few bytes that says it is as large as this. */
function bomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const logo = (bytes: Uint8Array, sellerId = "one") => drawLogo(bytes, sellerId);

describe("a logo that is drawn anew", () => {
  it.each(["png", "jpeg", "webp", "gif", "avif"] as const)(
    "can be %s, and is a square with all of it",
    async (format) => {
      const drawn = await logo(await plain(1200, 400).toFormat(format).toBuffer());
      expect(await sharp(drawn).metadata()).toMatchObject({ format: "webp", width: LOGO_SIDE, height: LOGO_SIDE });
      const { data } = await sharp(drawn).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      // Clear above, the colour in the middle.
      expect([data[3], data[(LOGO_SIDE * (LOGO_SIDE / 2) + LOGO_SIDE / 2) * 4 + 3]]).toEqual([0, 255]);
    },
  );

  it("is not enlarged, and refused where it is too small to be meant", async () => {
    expect(await sharp(await logo(await plain(40, 20).png().toBuffer())).metadata()).toMatchObject({
      width: 40,
      height: 40,
    });
    await expect(logo(await plain(16, 16).png().toBuffer())).rejects.toMatchObject({
      message: "brand.errors.small",
    });
  });

  it("of a moving picture is its first frame", async () => {
    const frames = await Promise.all(
      ["#ff0000", "#00ff00"].map((background) =>
        sharp({ create: { width: 64, height: 64, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const drawn = sharp(await logo(moving));
    expect((await drawn.metadata()).pages).toBeUndefined();
    const { dominant } = await drawn.stats();
    expect(dominant.r).toBeGreaterThan(200);
  });

  it("stands upright and keeps nothing of where and by whom it was taken", async () => {
    const photo = await plain(200, 100)
      .withExif({ IFD0: { Copyright: "Somebody", Orientation: "6" } })
      .jpeg()
      .toBuffer();
    const meta = await sharp(await logo(photo)).metadata();
    expect([meta.exif, meta.orientation, meta.icc, meta.xmp]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("keeps nothing of what hides in or behind a picture", async () => {
    const script = Buffer.from("<script>alert(1)</script><?php system('id') ?>");
    const drawn = await logo(Buffer.concat([await plain(64, 64).png().toBuffer(), script]));
    expect(drawn.includes("script") || drawn.includes("php")).toBe(false);
  });

  it.each([
    [60_000, 60_000],
    [2_000_000_000, 2],
    [16_000_001, 1],
  ])("refuses a bomb of %d by %d pixels before it unfolds", async (width, height) => {
    const before = process.memoryUsage().rss;
    await expect(logo(bomb(width, height))).rejects.toMatchObject({
      fields: { logo: expect.stringMatching(/^brand\.errors\.(pixels|noPicture)$/) },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it("refuses what says more than it holds, and goes on with the next", async () => {
    const png = await plain(300, 300).png({ compressionLevel: 0 }).toBuffer();
    await expect(logo(png.subarray(0, png.length / 2))).rejects.toMatchObject({
      message: "brand.errors.noPicture",
    });
    await expect(logo(Buffer.from("%PDF-1.7"))).rejects.toMatchObject({ message: "brand.errors.noPicture" });
    expect((await logo(png)).length).toBeGreaterThan(0);
  });

  it("takes one picture of each seller at a time, few in all, and everybody's again afterwards", async () => {
    const png = await plain(300, 300).png().toBuffer();
    const sellers = Array.from({ length: 10 }, (_, n) => `seller ${n}`);
    const asked = ["seller 0", ...sellers].map((seller) =>
      logo(png, seller).then(
        () => "drawn",
        ({ message }) => message,
      ),
    );
    expect(await Promise.all(asked)).toEqual([
      ...["drawn", "brand.errors.underWay"],
      ...Array.from({ length: 7 }, () => "drawn"),
      ...["brand.errors.busy", "brand.errors.busy"],
    ]);
    expect((await logo(png, "seller 0")).length).toBeGreaterThan(0);
  });
});
