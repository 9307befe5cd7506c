import "server-only";
import type { Resolved } from "@/lib/auth/second-proof/commands";
import { writeSessionCookie } from "@/lib/auth/session-cookie";
import { writePreferences } from "@/lib/users/preference-cookies";

/** The browser goes on with the session that follows the held one. */
export async function goOnAs({ sessionId, preferences }: Resolved): Promise<void> {
  await writeSessionCookie(sessionId);
  if (preferences) await writePreferences(preferences);
}
