import type { Visitor } from "@/lib/auth/commands";
import { contactLookups } from "@/lib/contacts/sealing";
import { openMessage } from "@/lib/messages/open";
import { randomToken } from "@/lib/secrets";
import { systemDb } from "@/prisma/factories/db";
import { contactOf } from "@/prisma/factories/people";

let hosts = 0;

/** A browser of its own, in a network of its own. */
export function newVisitor(options: Partial<Visitor> & { ip?: string } = {}): Visitor {
  hosts += 1;
  const { ip = `198.${51 + Math.floor(hosts / 250)}.${hosts % 250}.1`, ...rest } = options;
  return { origin: { ip, userAgent: "Test browser" }, browser: randomToken(), locale: "en", ...rest };
}

/** All codes that went to a contact, the newest first. */
export async function codesFor(raw: string): Promise<string[]> {
  const rows = await systemDb().message.findMany({
    where: { toLookup: { in: contactLookups(contactOf(raw)) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.flatMap((row) => {
    const { worded } = openMessage(row);
    return "code" in worded ? [worded.code] : [];
  });
}

export async function newestCode(raw: string): Promise<string> {
  const [code] = await codesFor(raw);
  if (!code) throw new Error("No code was sent.");
  return code;
}

/** A code that is not the right one. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}
