import { type NextRequest, NextResponse } from "next/server";
import { sessionCookieName } from "@/lib/auth/cookie";

/** Pages that make no sense without a session. Whoever has one is checked by each page itself, never here. */
const SIGNED_IN = /^\/(sellers|s|vendor|admin|me|onboarding)(\/|$)/;

/** Pages get a content security policy with a nonce, and those without a session cookie go to the sign-in. */
export function proxy(request: NextRequest): NextResponse {
  const secure = request.headers.get("x-forwarded-proto") === "https";
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, secure);
  const response = needsSignIn(request) ? toSignIn(request) : pass(request, nonce, policy);
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function pass(request: NextRequest, nonce: string, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // A page that finds the session ended sends its visitor to the sign-in and back to this path.
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  headers.set("Content-Security-Policy", policy);
  return NextResponse.next({ request: { headers } });
}

function needsSignIn(request: NextRequest): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (!SIGNED_IN.test(request.nextUrl.pathname)) return false;
  return !["https:", "http:"].some((origin) => request.cookies.has(sessionCookieName(origin)));
}

function toSignIn(request: NextRequest): NextResponse {
  const target = new URL("/sign-in", request.url);
  target.searchParams.set("next", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.redirect(target, { headers: { "Cache-Control": "private, no-store" } });
}

function contentSecurityPolicy(nonce: string, secure: boolean): string {
  const dev = process.env.NODE_ENV === "development";
  const rules = [
    "default-src 'self'",
    // React's development build rebuilds server stacks with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ];
  return rules.join("; ");
}

// Route handlers show no pages and are on the hot path: their headers come from scripts/server.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)"] };
