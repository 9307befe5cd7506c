// Also read by the web server, which runs on plain Node: nothing is imported here.

/** What a picture may have in bytes when it is sent; what is kept of it is far smaller. */
export const MAX_PICTURE_BYTES = 5_000_000;
/** What can be sent: browsers offer these, and each is told by its content, never by its name. */
export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"] as const;
/** Width and height of a logo as it is kept. */
export const LOGO_SIDE = 512;
/** Smaller than this in both directions, it is a mistake. */
export const MIN_LOGO_SIDE = 32;
/** A few kilobytes can unfold to gigabytes: no picture with more pixels is opened. */
export const MAX_PIXELS = 16_000_000;

const NAME = /^[0-9a-f]{32}\.webp$/;
const ADDRESS = "/api/files/";

/** The name of a kept file: 16 random bytes and its kind. */
export function isFileName(name: string): boolean {
  return NAME.test(name);
}

export function fileAddress(name: string): string {
  return ADDRESS + name;
}

/** The file that an address of ours names; null for every other address. */
export function fileNameOf(address: string | null): string | null {
  const name = address?.startsWith(ADDRESS) ? address.slice(ADDRESS.length) : "";
  return isFileName(name) ? name : null;
}
