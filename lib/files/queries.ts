import "server-only";
import type { VisitorScope } from "@/lib/access/scope";
import { notFoundError } from "@/lib/errors";
import { isFileName } from "@/lib/files/rules";
import { fileStorage } from "@/lib/files/storage/chosen";

/** A kept picture for whoever knows its name: logos stand on invites, which strangers open. */
export async function getFile(_scope: VisitorScope, { name }: { name: string }): Promise<Response> {
  const bytes = isFileName(name) ? await fileStorage().read(name) : null;
  if (!bytes) throw notFoundError();
  return new Response(new Uint8Array(bytes), {
    headers: { "Content-Type": "image/webp", "Content-Disposition": "inline" },
  });
}
