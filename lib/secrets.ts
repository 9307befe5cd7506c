import {
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "@/lib/env";

const derived = new Map<string, Buffer>();

/** A 32-byte key for one purpose, derived from TRADEHALL_SECRET (HKDF-SHA-256). */
export function secretFor(purpose: string): Buffer {
  const known = derived.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(env().TRADEHALL_SECRET, "base64"), "tradehall", purpose, 32));
  derived.set(purpose, key);
  return key;
}

/** Node prepares a key of plain bytes anew for each use, several times the work of the hash. */
const prepared = new Map<string, KeyObject>();

function keyObject(purpose: string): KeyObject {
  const known = prepared.get(purpose);
  if (known) return known;
  const key = createSecretKey(secretFor(purpose));
  prepared.set(purpose, key);
  return key;
}

/** Keyed hash (HMAC-SHA-256) under the key of `purpose`. */
export function keyedHash(purpose: string, ...parts: string[]): Buffer {
  const hmac = createHmac("sha256", keyObject(purpose));
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part}`);
  return hmac.digest();
}

/** A random token for links and cookies, 256 bits, URL-safe. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Tokens are stored as hashes; they are random, so a plain hash is enough. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
