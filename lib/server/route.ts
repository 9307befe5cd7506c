import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { StoreScope } from "@/lib/access/scope";
import { AppError, httpStatus } from "@/lib/errors";
import { speak } from "@/lib/i18n/spoken";
import { readBody, readBytes } from "@/lib/server/body";
import { parseInput, toFailure } from "@/lib/server/failure";
import { requireOwnOrigin } from "@/lib/server/origin";
import { enter, type RightOf, type ScopeKind, type ScopeMap } from "@/lib/server/scopes";

type Definition<Kind extends ScopeKind, Schema extends z.ZodType> = {
  scope: Kind;
  can?: RightOf<Kind>;
  input: Schema;
  /** The body is no JSON but a file of at most so many bytes; without it `file` is empty. */
  upload?: number;
  /** What an address holds never changes, and everybody may see it: browsers keep it for good. */
  immutable?: true;
  /** Returns JSON data, or a Response (a file). */
  run: (scope: ScopeMap[Kind], input: z.output<Schema>, file: Uint8Array) => Promise<unknown>;
};

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

const PRIVATE = { "Cache-Control": "private, no-store" };
/** Whoever packs an endless answer on the way sends none of it. */
const ENDLESS = { "Cache-Control": "private, no-store, no-transform" };
const FOR_GOOD = { "Cache-Control": "public, max-age=31536000, immutable" };
const MAX_BODY = 1_000_000;
const NO_FILE = new Uint8Array();

/**
 * The door for route handlers, the same shape as action(). Input is path parameters over JSON body over query;
 * a shop's or store's seller is the path parameter `seller`.
 */
export function route<Kind extends ScopeKind, Schema extends z.ZodType>(definition: Definition<Kind, Schema>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      if (request.method !== "GET" && request.method !== "HEAD") await requireOwnOrigin();
      // Without a dynamic segment Next gives undefined.
      const { seller, ...path } = (await params) ?? {};
      const scope = await enter(definition.scope, typeof seller === "string" ? seller : "", definition.can);
      if (scope instanceof StoreScope) speak(scope.member.locale);
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const { upload, immutable, run } = definition;
      const file = upload === undefined ? NO_FILE : await readBytes(request, upload);
      const body = upload === undefined ? await jsonBody(request) : {};
      const input = parseInput(definition.input, { ...query, ...body, ...path });
      return answerOf(await run(scope, input, file), immutable ? FOR_GOOD : PRIVATE);
    } catch (error) {
      unstable_rethrow(error);
      const failure = await toFailure(error);
      return Response.json({ error: failure }, { status: httpStatus(failure.code), headers: PRIVATE });
    }
  };
}

function answerOf(result: unknown, caching: typeof PRIVATE): Response {
  if (!(result instanceof Response)) return Response.json(result, { headers: caching });
  const endless = result.headers.get("Content-Type") === "text/event-stream";
  result.headers.set("Cache-Control", (endless ? ENDLESS : caching)["Cache-Control"]);
  return result;
}

async function jsonBody(request: Request): Promise<object> {
  if (request.method === "GET" || request.method === "HEAD" || !request.body) return {};
  const text = await readBody(request, MAX_BODY);
  if (text === "") return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  } catch {
    // Falls through: not JSON.
  }
  throw new AppError("invalid", "errors.notJson");
}
