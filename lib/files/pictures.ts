import "server-only";
import sharp from "sharp";
import { AppError, fieldError } from "@/lib/errors";
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

/** So many may wait for their turn; a picture takes a second or two at the most. */
const MAX_WAITING = 8;
/** Whose pictures are under way. One after the other: many at once take no more memory than one. */
const waiting = new Set<string>();
let last: Promise<unknown> = Promise.resolve();

/**
 * A square WebP drawn anew from what was sent: nothing of the file itself, its metadata or what hides behind it is kept. One at a time of each
 * seller, so that nobody's queue stands before the others.
 */
export async function drawLogo(bytes: Uint8Array, sellerId: string): Promise<Buffer> {
  if (waiting.has(sellerId)) throw new AppError("too_many", "brand.errors.underWay");
  if (waiting.size >= MAX_WAITING) throw new AppError("too_many", "brand.errors.busy");
  waiting.add(sellerId);
  try {
    const drawn = last.then(() => draw(bytes));
    last = drawn.catch(() => undefined);
    return await drawn;
  } finally {
    waiting.delete(sellerId);
  }
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
