import { AccountScope, OperatorScope, ShopScope, StoreScope } from "@/lib/access/scope";
import { sessionCookieName } from "@/lib/auth/cookie";
import { encodeSession } from "@/lib/auth/session-token";
import { appUrl } from "@/lib/env";
import { createSession } from "./people";
import { type TestRequest, testRequest } from "./request";

export type Actor = {
  /** A user id: signed in with a fresh session. Neither user nor session: a stranger. */
  user?: string;
  sessionId?: string;
  ip?: string;
  headers?: Record<string, string>;
  cookies?: Record<string, string>;
};

/** The request of an actor; reuse one to act twice in the same browser. */
async function requestOf(actor: Actor): Promise<TestRequest> {
  const cookies = new Map(Object.entries(actor.cookies ?? {}));
  if (actor.sessionId) cookies.set(sessionCookieName(appUrl()), await encodeSession({ sid: actor.sessionId }));
  else if (actor.user) {
    const { cookie } = await createSession(actor.user);
    cookies.set(cookie.name, cookie.value);
  }
  const { host, origin } = new URL(appUrl());
  const headers = new Headers({
    host,
    origin,
    "x-client-ip": actor.ip ?? "192.0.2.1",
    "user-agent": "Test browser",
    ...actor.headers,
  });
  return { headers, cookies };
}

/** Runs `run` inside a request of this actor: scopes resolve, actions and route handlers can be called. Only in db tests. */
export async function actingAs<T>(actor: Actor, run: () => Promise<T>): Promise<T> {
  return await testRequest.run(await requestOf(actor), async () => await run());
}

export function shopScopeFor(userId: string, slug: string): Promise<ShopScope> {
  return actingAs({ user: userId }, () => ShopScope.resolve(slug));
}

export function storeScopeFor(userId: string, slug: string): Promise<StoreScope> {
  return actingAs({ user: userId }, () => StoreScope.resolve(slug));
}

export function accountScopeFor(userId: string): Promise<AccountScope> {
  return actingAs({ user: userId }, () => AccountScope.resolve());
}

export function operatorScopeFor(userId: string): Promise<OperatorScope> {
  return actingAs({ user: userId }, () => OperatorScope.resolve());
}
