import "server-only";
import { decode, encode, type JWT } from "next-auth/jwt";
import { z } from "zod";
import { secretFor } from "@/lib/secrets";

const payload = z.object({ sid: z.uuid() });

export const SESSION_DAYS = 30;

export function sessionSecret(): string {
  return secretFor("session cookie").toString("base64url");
}

/** The JWT in the cookie carries a session id and nothing else. */
export async function encodeSession(token: JWT): Promise<string> {
  return await encode({ token, secret: sessionSecret(), maxAge: SESSION_DAYS * 86_400 });
}

/** The session id in a cookie; null when it is forged, or too old. */
export async function decodeSession(cookie: string): Promise<string | null> {
  try {
    const parsed = payload.safeParse(await decode({ token: cookie, secret: sessionSecret() }));
    return parsed.success ? parsed.data.sid : null;
  } catch {
    return null;
  }
}
