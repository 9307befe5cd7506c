import "server-only";
import { randomBytes } from "node:crypto";
import type { StoreScope } from "@/lib/access/scope";
import { fileStorage } from "@/lib/files/storage/chosen";
import { logger } from "@/lib/logger";

/** Keeps a file under a name of its own, so that removing one never takes another's away. Returns the name. */
export async function keepFile(_scope: StoreScope, bytes: Uint8Array): Promise<string> {
  const name = `${randomBytes(16).toString("hex")}.webp`;
  await fileStorage().write(name, bytes, "image/webp");
  return name;
}

/** For what no row names any more. A store that is away keeps a file too many, and nobody waits for it. */
export async function dropFile(_scope: StoreScope, name: string | null): Promise<void> {
  if (!name) return;
  try {
    await fileStorage().remove(name);
  } catch (error) {
    logger.error({ err: error }, "file left behind");
  }
}
