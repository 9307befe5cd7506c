import "server-only";
import type { AuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { requestOrigin } from "@/lib/access/request";
import { verifySignInCode } from "@/lib/auth/commands";
import { authCookieName, sessionCookieName } from "@/lib/auth/cookie";
import { proveCodeInput } from "@/lib/auth/schema";
import { cookieOptions, readBrowser, readSessionId } from "@/lib/auth/session-cookie";
import { decodeSession, encodeSession, SESSION_DAYS, sessionSecret } from "@/lib/auth/session-token";
import { endSessionById } from "@/lib/auth/sessions";
import { visitorOf } from "@/lib/auth/visitor";
import { appUrl } from "@/lib/env";
import { logger } from "@/lib/logger";
import { parseInput, toFailure } from "@/lib/server/failure";
import type { Failure } from "@/lib/server/result";
import { writePreferences } from "@/lib/users/preference-cookies";

/** What became of one request; next-auth itself only knows yes and no. */
export type Outcome = { failure?: Failure; signedIn?: boolean };

export function authOptions(outcome: Outcome): AuthOptions {
  const cookie = (name: string) => ({ name, options: cookieOptions() });
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    jwt: {
      encode: ({ token }) => encodeSession({ sid: token?.sid }),
      decode: async ({ token }) => ({ sid: token ? await decodeSession(token) : null }),
    },
    useSecureCookies: appUrl().startsWith("https:"),
    cookies: {
      sessionToken: cookie(sessionCookieName(appUrl())),
      csrfToken: cookie(authCookieName(appUrl(), "csrf")),
      callbackUrl: cookie(authCookieName(appUrl(), "callback")),
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentials({
        id: "code",
        credentials: { contact: {}, code: {} },
        // The "user" that next-auth sees is the session: it puts nothing else into the token.
        authorize: async (given) => {
          try {
            const id = await signIn(given);
            outcome.signedIn = true;
            return { id };
          } catch (error) {
            outcome.failure = await toFailure(error);
            return null;
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      redirect: () => appUrl(),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sid === "string") await endSessionById(token.sid, await requestOrigin());
      },
    },
    logger: {
      error: (code) => logger.error({ code }, "next-auth"),
      warn: (code) => logger.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

async function signIn(given: unknown): Promise<string> {
  const { contact, code } = parseInput(proveCodeInput, given);
  // Without the cookie the code was asked for elsewhere; an empty value matches no browser.
  const visitor = await visitorOf(await requestOrigin(), (await readBrowser()) ?? "");
  const { sessionId, preferences } = await verifySignInCode(visitor, {
    contact,
    code,
    previousSession: await readSessionId(),
  });
  if (preferences) await writePreferences(preferences);
  return sessionId;
}
