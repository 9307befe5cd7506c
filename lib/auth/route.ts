import "server-only";
import { NextRequest } from "next/server";
import nextAuth from "next-auth";
import { authOptions, type Outcome } from "@/lib/auth/options";
import { AppError, httpStatus, notFoundError } from "@/lib/errors";
import { readBody } from "@/lib/server/body";
import { toFailure } from "@/lib/server/failure";
import { requireOwnOrigin } from "@/lib/server/origin";

type Context = { params: Promise<{ nextauth: string[] }> };

/** All that is needed of next-auth's many addresses. */
const SERVED = new Set(["GET csrf", "POST callback/code", "POST signout"]);

const MAX_FORM = 10_000;

/** next-auth behind the same rules as route(): own origin, errors as JSON with their status, never cached. */
export async function authRoute(request: NextRequest, context: Context): Promise<Response> {
  try {
    const asked = `${request.method} ${(await context.params).nextauth.join("/")}`;
    if (!SERVED.has(asked)) throw notFoundError();
    if (request.method === "POST") await requireOwnOrigin();
    const outcome: Outcome = {};
    const response: Response = await nextAuth(await bounded(request), context, authOptions(outcome));
    if (outcome.failure) return refusal(outcome.failure);
    // Neither signed in nor refused: next-auth did not accept the CSRF token.
    if (asked === "POST callback/code" && !outcome.signedIn) throw new AppError("forbidden", "errors.foreignOrigin");
    response.headers.set("Cache-Control", "private, no-store");
    return response;
  } catch (error) {
    return refusal(await toFailure(error));
  }
}

/** next-auth itself would read as much as anybody sends. */
async function bounded(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const { method, headers, url } = request;
  return new NextRequest(url, { method, headers, body: await readBody(request, MAX_FORM) });
}

function refusal(failure: Awaited<ReturnType<typeof toFailure>>): Response {
  return Response.json(
    { error: failure },
    { status: httpStatus(failure.code), headers: { "Cache-Control": "private, no-store" } },
  );
}
