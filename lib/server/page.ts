import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors";
import { enter, type RightOf, requireRight, type ScopeKind, type ScopeMap } from "@/lib/server/scopes";

// Layout, title, page and components of one request share one resolve, and a refusal is one audit event.
const entered = cache((kind: ScopeKind, seller: string) => enter(kind, seller, undefined));
const allowed = cache(async (kind: ScopeKind, seller: string, right: RightOf<ScopeKind> | undefined) => {
  const scope = await entered(kind, seller);
  await requireRight(scope, right);
  return scope;
});

/** The scope of a page: signed out → to sign-in and back; refused → not found. */
export async function pageScope<Kind extends Exclude<ScopeKind, "visitor">>(
  kind: Kind,
  ...[seller = "", right]: Kind extends "shop"
    ? [seller: string]
    : Kind extends "store"
      ? [seller: string, right: RightOf<Kind>]
      : [seller?: undefined, right?: RightOf<Kind>]
): Promise<ScopeMap[Kind]> {
  try {
    return (await allowed(kind, seller, right)) as ScopeMap[Kind];
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") {
      const path = (await headers()).get("x-path") ?? "/";
      redirect(`/sign-in?next=${encodeURIComponent(path)}`);
    }
    return turnAway(error);
  }
}

/** For what a page is about: without it, the page does not exist. */
export function orNotFound<Data>(asked: Promise<Data>): Promise<Data> {
  return asked.catch(turnAway);
}

function turnAway(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
