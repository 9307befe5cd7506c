import "server-only";
import { decode, encode, type JWT } from "next-auth/jwt";
import { z } from "zod";
import { secretFor } from "@/lib/secrets";

const payload = z.object({ sid: z.uuid(), exp: z.number() });

export const SESSION_DAYS = 30;

export function sessionSecret(): string {
  return secretFor("session cookie").toString("base64url");
}

/** The JWT in the cookie carries a session id and nothing else. */
export async function encodeSession(token: JWT): Promise<string> {
  return await encode({ token, secret: sessionSecret(), maxAge: SESSION_DAYS * 86_400 });
}

// Deriving the key and decrypting cost more than a query, and the answer for a genuine cookie is the same until it is too old.
// Whether the session still lives is asked of the database each time.
const OPENED_LIMIT = 5000;
const opened = new Map<string, { sid: string; until: number }>();

/** The session id in a cookie; null when it is forged, or too old. */
export async function decodeSession(cookie: string): Promise<string | null> {
  const known = opened.get(cookie);
  if (known && known.until > Date.now()) return known.sid;
  opened.delete(cookie);
  try {
    const parsed = payload.safeParse(await decode({ token: cookie, secret: sessionSecret() }));
    if (!parsed.success) return null;
    const { sid, exp } = parsed.data;
    const [oldest] = opened.keys();
    if (opened.size >= OPENED_LIMIT && oldest !== undefined) opened.delete(oldest);
    opened.set(cookie, { sid, until: exp * 1000 });
    return sid;
  } catch {
    return null;
  }
}
