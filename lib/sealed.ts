import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { env } from "@/lib/env";

// Layout: version (1 byte) · length of key id (1) · key id · IV (12) · tag (16) · ciphertext.
const VERSION = 1;
const IV = 12;
const TAG = 16;

/** Which column, and which row: a value moved to another place does not open. */
export type Place = { field: string; row: string };

/** As key objects: Node prepares a key of plain bytes anew for each use, four times the work of sealing itself. */
const derived = new Map<string, KeyObject>();

function keyFor(keyId: string, purpose: string): KeyObject {
  const root = env().CONTACT_KEYS.find((entry) => entry.id === keyId);
  if (!root) throw new SealError("unknown key");
  const known = derived.get(`${keyId} ${purpose}`);
  if (known) return known;
  const key = createSecretKey(Buffer.from(hkdfSync("sha256", root.key, "tradehall", purpose, 32)));
  derived.set(`${keyId} ${purpose}`, key);
  return key;
}

/** A sealed value that cannot be opened: moved, altered, or under a key that is not in the ring. */
export class SealError extends Error {
  override name = "SealError";
}

/** The key that seals now: the first of CONTACT_KEYS. */
export function currentKeyId(): string {
  return env().CONTACT_KEYS[0]?.id ?? "";
}

/** All keys of the ring, the current first. */
export function keyIds(): string[] {
  return env().CONTACT_KEYS.map(({ id }) => id);
}

function aad(place: Place): Buffer {
  return Buffer.from(`${place.field}\n${place.row}`);
}

// Fetched by the thousand: asking for twelve bytes at a time takes as long as the cipher.
const ivs = Buffer.alloc(IV * 1024);
let usedIvs = ivs.length;

/** Random, and never given twice; valid until the next one is asked for. */
function freshIv(): Buffer {
  if (usedIvs === ivs.length) {
    randomFillSync(ivs);
    usedIvs = 0;
  }
  usedIvs += IV;
  return ivs.subarray(usedIvs - IV, usedIvs);
}

/** AES-256-GCM under the current key, bound to its place. */
export function seal(place: Place, text: string): Uint8Array<ArrayBuffer> {
  const keyId = currentKeyId();
  const iv = freshIv();
  const cipher = createCipheriv("aes-256-gcm", keyFor(keyId, `seal ${place.field}`), iv);
  cipher.setAAD(aad(place));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const id = Buffer.from(keyId);
  return Uint8Array.from(Buffer.concat([Buffer.from([VERSION, id.length]), id, iv, cipher.getAuthTag(), body]));
}

/** Opens what `seal` made for the same place; throws SealError otherwise. */
export function unseal(place: Place, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const idLength = bytes[1] ?? 0;
  const start = 2 + idLength;
  if (bytes[0] !== VERSION || bytes.length < start + IV + TAG) throw new SealError("malformed");
  const key = keyFor(sealedKeyId(sealed), `seal ${place.field}`);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(start, start + IV));
  decipher.setAAD(aad(place));
  decipher.setAuthTag(bytes.subarray(start + IV, start + IV + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(start + IV + TAG)), decipher.final()]).toString("utf8");
  } catch {
    throw new SealError("does not open here");
  }
}

/** Under which key a value was sealed. */
export function sealedKeyId(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(2, 2 + (sealed[1] ?? 0))).toString();
}

/**
 * Look-up indexes (HMAC-SHA-256) of a value under every key of the ring, the current first.
 * Write the first; search with all (`in`), so that rows are found while keys are rotated.
 */
export function lookups(field: string, value: string): Uint8Array<ArrayBuffer>[] {
  return env().CONTACT_KEYS.map(({ id }) =>
    Uint8Array.from(
      createHmac("sha256", keyFor(id, `lookup ${field}`))
        .update(value)
        .digest(),
    ),
  );
}
