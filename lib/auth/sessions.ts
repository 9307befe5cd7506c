import "server-only";
import type { Origin } from "@/lib/access/request";
import { type AccountScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { SESSION_DAYS } from "@/lib/auth/session-token";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { notFoundError } from "@/lib/errors";

type NewSession = {
  userId: string;
  contactId: string;
  previous: string | null;
  /** Nothing opens in it before a second proof, and its user was not seen by it. */
  held?: boolean;
};

/** A new session with an id of its own; the one that the browser carried until now ends. */
export async function startSession(db: Db, scope: SystemScope, person: NewSession): Promise<string> {
  const { userId, contactId, previous, held = false } = person;
  const { ip, userAgent } = scope.origin;
  if (previous) await db.session.updateMany({ where: { id: previous, endedAt: null }, data: { endedAt: new Date() } });
  const id = newId();
  const expiresAt = new Date(Date.now() + SESSION_DAYS * 86_400_000);
  await db.session.createMany({
    data: {
      id,
      userId,
      contactId,
      ip: ip || null,
      userAgent: userAgent || null,
      expiresAt,
      heldAt: held ? new Date() : null,
    },
  });
  if (!held) {
    await db.$executeRaw`UPDATE users SET last_seen_at = now() WHERE id = ${userId}::uuid`;
    await db.$executeRaw`UPDATE contacts SET proved_at = now() WHERE id = ${contactId}::uuid`;
  }
  const action = held ? "session.held" : "session.started";
  await recordAudit(db, scope, { action, targetKind: "session", targetId: id });
  return id;
}

/** Ends one of the user's own sessions: this one, or that of another device. */
export async function endSession(scope: AccountScope, { sessionId }: { sessionId: string }): Promise<void> {
  await scope.tx(async (db) => {
    const { count } = await db.session.updateMany({
      where: { id: sessionId, userId: scope.user.id, endedAt: null },
      data: { endedAt: new Date() },
    });
    if (count === 0) throw notFoundError();
    await recordAudit(db, scope, { action: "session.ended", targetKind: "session", targetId: sessionId });
  });
}

/** Signs out everywhere but here. Answers with how many devices that were. */
export async function endOtherSessions(scope: AccountScope): Promise<number> {
  return await scope.tx(async (db) => {
    const { count } = await db.session.updateMany({
      where: { userId: scope.user.id, endedAt: null, id: { not: scope.user.sessionId } },
      data: { endedAt: new Date() },
    });
    await recordAudit(db, scope, {
      action: "session.others_ended",
      targetKind: "user",
      targetId: scope.user.id,
      data: { count },
    });
    return count;
  });
}

/** For next-auth's own sign-out, which knows nothing but the id in the cookie. */
export async function endSessionById(sessionId: string, origin: Origin): Promise<void> {
  const system = SystemScope.resolve("sign-out", { origin });
  const session = await system.db.session.findFirst({
    where: { id: sessionId, endedAt: null },
    select: { userId: true },
  });
  if (!session) return;
  const scope = SystemScope.resolve("sign-out", { origin, actorId: session.userId });
  await scope.tx(async (db) => {
    await db.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: new Date() } });
    await recordAudit(db, scope, { action: "session.ended", targetKind: "session", targetId: sessionId });
  });
}
