import "server-only";
import { cookies } from "next/headers";
import { decode, encode, type JWT } from "next-auth/jwt";
import { z } from "zod";
import { sessionCookieName } from "@/lib/auth/cookie";
import { appUrl } from "@/lib/env";
import { secretFor } from "@/lib/secrets";

const payload = z.object({ sid: z.uuid() });

/** The JWT in the cookie carries a session id and nothing else. */
export const SESSION_DAYS = 30;

export function sessionSecret(): string {
  return secretFor("session cookie").toString("base64url");
}

export async function encodeSession(token: JWT): Promise<string> {
  return await encode({ token, secret: sessionSecret(), maxAge: SESSION_DAYS * 86_400 });
}

/** The session id that the request's cookie carries; null when there is none, or it is forged, or too old. */
export async function readSessionId(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName(appUrl()))?.value;
  if (!cookie) return null;
  return await decodeSession(cookie);
}

export async function decodeSession(cookie: string): Promise<string | null> {
  try {
    const parsed = payload.safeParse(await decode({ token: cookie, secret: sessionSecret() }));
    return parsed.success ? parsed.data.sid : null;
  } catch {
    return null;
  }
}
