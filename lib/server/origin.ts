import "server-only";
import { headers } from "next/headers";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** Writes come from our own pages only: a foreign or missing Origin is refused. */
export async function requireOwnOrigin(): Promise<void> {
  const list = await headers();
  const origin = list.get("origin");
  const host = list.get("host");
  if (!origin || !host || !URL.canParse(origin) || !isOwn(new URL(origin), host)) {
    throw new AppError("forbidden", "errors.foreignOrigin");
  }
}

/** Where APP_URL says how people come here, a page that came another way is not ours: anybody on the way could have written it. */
function isOwn(origin: URL, host: string): boolean {
  const { APP_URL } = env();
  const named = APP_URL && new URL(APP_URL).host === host ? [new URL(APP_URL).protocol] : ["http:", "https:"];
  return origin.host === host && named.includes(origin.protocol);
}
