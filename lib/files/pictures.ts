import "server-only";
import sharp from "sharp";
import { type AppError, fieldError } from "@/lib/errors";
import { LOGO_SIDE, MAX_PIXELS, MIN_LOGO_SIDE } from "@/lib/files/rules";

// What the library can open besides (SVG, PDF, TIFF, files named on the disk) opens doors that no logo needs.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Png", "Jpeg", "Webp", "Nsgif", "Heif"].map((kind) => `VipsForeignLoad${kind}Buffer`),
});
// Pictures are small and rare: one thread each, and nothing kept in memory.
sharp.concurrency(1);
sharp.cache(false);

const OPTIONS = { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 } as const;
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
const SECONDS = 10;

/** One picture after the other: many at once take no more memory than one. */
let last: Promise<unknown> = Promise.resolve();

/** A square WebP drawn anew from what was sent: nothing of the file itself, its metadata or what hides behind it is kept. */
export function drawLogo(bytes: Uint8Array): Promise<Buffer> {
  const drawn = last.then(() => draw(bytes));
  last = drawn.catch(() => undefined);
  return drawn;
}

async function draw(bytes: Uint8Array): Promise<Buffer> {
  const { width, height } = await orNoPicture(() => sharp(bytes, OPTIONS).metadata());
  if (width * height > MAX_PIXELS) throw tooManyPixels();
  const longest = Math.max(width, height);
  if (longest < MIN_LOGO_SIDE) throw fieldError("logo", "brand.errors.small", { pixels: MIN_LOGO_SIDE });
  const side = Math.min(longest, LOGO_SIDE);
  return await orNoPicture(() =>
    sharp(bytes, OPTIONS)
      .autoOrient()
      .resize(side, side, { fit: "contain", background: CLEAR })
      .webp({ quality: 90, alphaQuality: 100 })
      .timeout({ seconds: SECONDS })
      .toBuffer(),
  );
}

/** Whatever the library says of it: for whoever sent it, it is no picture. */
async function orNoPicture<Data>(ask: () => Promise<Data>): Promise<Data> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.message.includes("exceeds pixel limit")) throw tooManyPixels();
    throw fieldError("logo", "brand.errors.noPicture");
  }
}

function tooManyPixels(): AppError {
  return fieldError("logo", "brand.errors.pixels", { megapixels: MAX_PIXELS / 1_000_000 });
}
