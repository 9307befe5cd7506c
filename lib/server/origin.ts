import "server-only";
import { headers } from "next/headers";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isOwnOrigin } from "@/lib/server/own-origin";

/** Writes come from our own pages only: a foreign or missing Origin is refused. */
export async function requireOwnOrigin(): Promise<void> {
  const list = await headers();
  const given = { origin: list.get("origin"), host: list.get("host") };
  if (!isOwnOrigin(given, env().APP_URL)) throw new AppError("forbidden", "errors.foreignOrigin");
}
