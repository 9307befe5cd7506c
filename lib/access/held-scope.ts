import "server-only";
import { cache } from "react";
import { signedOut } from "@/lib/access/base-scope";
import { type Origin, requestOrigin } from "@/lib/access/request";
import { findAccountRow, touchSession } from "@/lib/access/resolve-sql";
import { readSessionId } from "@/lib/auth/session-cookie";
import { AppError, notFoundError } from "@/lib/errors";

/**
 * Somebody who proved a number whose user was not seen for long, and nothing else yet: perhaps that user, perhaps the number's new owner.
 * No database at all, and nothing of the user but the ids by which a second proof is asked for.
 */
export class HeldScope {
  readonly #brand = true;
  readonly kind = "held";

  private constructor(
    readonly userId: string,
    readonly sessionId: string,
    readonly contactId: string,
    readonly origin: Origin,
  ) {}

  /** Throws unauthenticated without a session, not found when it is held no more. */
  static async resolve(): Promise<HeldScope> {
    const sessionId = await readSessionId();
    const row = sessionId ? await findAccountRow(sessionId) : undefined;
    if (!row) throw signedOut();
    if (!row.held || !row.contact_id) throw notFoundError();
    if (row.stale) await touchSession(row.session_id);
    return new HeldScope(row.user_id, row.session_id, row.contact_id, await requestOrigin());
  }

  static is(scope: object): scope is HeldScope {
    return #brand in scope;
  }
}

/** Null for whoever is signed in wholly, or not at all. Once per rendered request. */
export const findHeld = cache(async (): Promise<HeldScope | null> => await HeldScope.resolve().catch(nobody));

function nobody(error: unknown): null {
  if (error instanceof AppError && (error.code === "not_found" || error.code === "unauthenticated")) return null;
  throw error;
}
