import "server-only";
import { headers } from "next/headers";
import type { VisitorScope } from "@/lib/access/scope";
import { appUrl, env, localInbox } from "@/lib/env";
import { notFoundError } from "@/lib/errors";
import { isLocalAddress, isLocalHost, isLoopback } from "@/lib/messages/local-address";

/** `cameThrough`: through a proxy that TRUSTED_PROXIES does not name, as scripts/server/client-address.ts tells. */
type Asked = { host: string; ip: string; cameThrough: boolean };

/**
 * The inbox shows sign-in codes, so an installation that merely forgot its keys must not show it to the world:
 * this installation, the address asked for and whoever asks must all be local, unless LOCAL_INBOX=1 says otherwise.
 * An installation that was not told its address believes nobody but this very machine.
 */
export function isInboxOpen({ host, ip, cameThrough }: Asked): boolean {
  if (!localInbox()) return false;
  const { LOCAL_INBOX, APP_URL } = env();
  if (LOCAL_INBOX) return true;
  if (cameThrough || !isLocalHost(new URL(appUrl()).host) || !isLocalHost(host)) return false;
  return APP_URL ? isLocalAddress(ip) : isLoopback(ip);
}

/** Throws not found where the inbox does not exist. */
export async function requireInbox(scope: VisitorScope): Promise<void> {
  const list = await headers();
  const asked = { host: list.get("host") ?? "", ip: scope.origin.ip, cameThrough: list.has("x-came-through") };
  if (!isInboxOpen(asked)) throw notFoundError();
}
