import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { isHeld } from "@/lib/access/held";
import { isLookOver } from "@/lib/access/looks";
import { isParted } from "@/lib/access/parted";
import { type AccountScope, ShopScope } from "@/lib/access/scope";
import { listMyShops } from "@/lib/customers/queries";
import { AppError } from "@/lib/errors";
import { enter, type RightOf, requireRight, type ScopeKind, type ScopeMap } from "@/lib/server/scopes";
import { seeShopPage } from "@/lib/visits/recording/page-view";

// Layout, title, page and components of one request share one resolve, and a refusal is one audit event.
const entered = cache((kind: ScopeKind, seller: string) => enter(kind, seller, undefined));
const allowed = cache(async (kind: ScopeKind, seller: string, right: RightOf<ScopeKind> | undefined) => {
  const scope = await entered(kind, seller);
  await requireRight(scope, right);
  return scope;
});

/**
 * The scope of a page: signed out → to sign-in and back; held → to the second proof; an own shop or store that is closed → to the list of one's own, which says so;
 * a look that is over → to where it began; refused → not found; without a name → asked for it.
 */
export async function pageScope<Kind extends Exclude<ScopeKind, "visitor" | "held">>(
  kind: Kind,
  ...[seller = "", right]: Kind extends "shop"
    ? [seller: string]
    : Kind extends "store"
      ? [seller: string, right: RightOf<Kind>]
      : [seller?: undefined, right?: RightOf<Kind>]
): Promise<ScopeMap[Kind]> {
  const scope = await allowed(kind, seller, right).catch((error) => leadOn(error, kind, seller));
  const { user } = scope as ScopeMap[typeof kind];
  if (!user.name && NAMED.test(await currentPath())) redirect(await andBack("/welcome"));
  if (scope instanceof ShopScope) await seeShopPage(scope);
  return scope as ScopeMap[Kind];
}

/** Pages on which sellers and customers see each other. */
const NAMED = /^\/(s|sellers|vendor|onboarding)(\/|\?|$)/;

async function currentPath(): Promise<string> {
  return (await headers()).get("x-path") ?? "/";
}

async function andBack(page: string): Promise<string> {
  return `${page}?next=${encodeURIComponent(await currentPath())}`;
}

async function leadOn(error: unknown, kind: ScopeKind, seller: string): Promise<never> {
  if (isHeld(error)) redirect(await andBack("/second-proof"));
  if (isLookOver(error)) redirect(`/admin/sellers/${seller}?look=over`);
  if (error instanceof AppError && error.code === "unauthenticated") redirect(await andBack("/sign-in"));
  if (isParted(error)) redirect(`${kind === "shop" ? "/sellers" : "/vendor"}?closed=${encodeURIComponent(seller)}`);
  if (error instanceof AppError && error.code === "not_found" && kind === "shop" && (await isClosedToOwn(seller)))
    redirect(`/sellers?closed=${encodeURIComponent(seller)}`);
  return turnAway(error);
}

/** Its customers may know that a shop is closed: their list of sellers says so anyway. */
async function isClosedToOwn(seller: string): Promise<boolean> {
  const account = (await entered("account", "")) as AccountScope;
  return (await listMyShops(account)).some(({ slug, status }) => slug === seller && status === "suspended");
}

/** For what a page is about: without it, the page does not exist. */
export function orNotFound<Data>(asked: Promise<Data>): Promise<Data> {
  return asked.catch(turnAway);
}

function turnAway(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
