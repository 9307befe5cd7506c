import "server-only";
import { headers } from "next/headers";

/** From where a request comes, for audit events and budgets. */
export type Origin = { readonly ip: string; readonly userAgent: string };

/** `x-client-ip` is set by the web server itself (scripts/server.ts) from the socket or a trusted proxy. */
export async function requestOrigin(): Promise<Origin> {
  const list = await headers();
  return { ip: list.get("x-client-ip") ?? "0.0.0.0", userAgent: (list.get("user-agent") ?? "").slice(0, 300) };
}

/** For work that no request started. */
export const NO_ORIGIN: Origin = { ip: "", userAgent: "" };
