import "server-only";
import { headers } from "next/headers";
import { AppError } from "@/lib/errors";

/** Writes come from our own pages only: a foreign or missing Origin is refused. */
export async function requireOwnOrigin(): Promise<void> {
  const list = await headers();
  const origin = list.get("origin");
  const host = list.get("host");
  if (!origin || !host || !URL.canParse(origin) || new URL(origin).host !== host) {
    throw new AppError("forbidden", "errors.foreignOrigin");
  }
}
