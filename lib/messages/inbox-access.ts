import "server-only";
import { headers } from "next/headers";
import type { VisitorScope } from "@/lib/access/scope";
import { appUrl, env, localInbox } from "@/lib/env";
import { notFoundError } from "@/lib/errors";
import { isLocalAddress, isLocalHost } from "@/lib/messages/local-address";

/**
 * The inbox shows sign-in codes, so an installation that merely forgot its keys must not show it to the world:
 * this installation, the address asked for and whoever asks must all be local, unless LOCAL_INBOX=1 says otherwise.
 */
export function isInboxOpen(request: { host: string; ip: string }): boolean {
  if (!localInbox()) return false;
  if (env().LOCAL_INBOX) return true;
  return isLocalHost(new URL(appUrl()).host) && isLocalHost(request.host) && isLocalAddress(request.ip);
}

/** Throws not found where the inbox does not exist. */
export async function requireInbox(scope: VisitorScope): Promise<void> {
  const host = (await headers()).get("host") ?? "";
  if (!isInboxOpen({ host, ip: scope.origin.ip })) throw notFoundError();
}
