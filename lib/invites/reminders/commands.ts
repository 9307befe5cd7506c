import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { recordAuditEvents } from "@/lib/audit/record";
import { localesOfOwners } from "@/lib/contacts/queries";
import { contactKey } from "@/lib/contacts/rules";
import type { Db } from "@/lib/db/client";
import { type Standing, standingOf } from "@/lib/invites/acceptance/commands";
import { contactOf } from "@/lib/invites/queries";
import { inviteMessage } from "@/lib/invites/words";
import { queueMessages } from "@/lib/messages/commands";
import { sendWindow } from "@/lib/messages/send-window";
import { randomToken, tokenHash } from "@/lib/secrets";
import { localeFor } from "@/lib/sellers/rules";
import { readSettings } from "@/lib/sellers/settings";
import { isSuppressed } from "@/lib/suppressions/queries";

const SWEEP = 200;

/** Marks what ran out. Access never depends on this: every use compares `expires_at` itself. */
export async function expireInvites(scope: SystemScope): Promise<number> {
  return await sweep((db) => expireSome(db, scope), scope);
}

/** Repeats unanswered invites, once, in the recipient's day, with a link of its own beside the first one. */
export async function remindInvites(scope: SystemScope, now = new Date()): Promise<number> {
  return await sweep((db) => remindSome(db, scope, now), scope);
}

async function sweep(run: (db: Db) => Promise<number>, scope: SystemScope): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await scope.tx(run);
    total += count;
    if (count < SWEEP) return total;
  }
}

async function expireSome(db: Db, scope: SystemScope): Promise<number> {
  const due = await db.$queryRaw<{ sellerId: string; id: string }[]>`
    UPDATE invites SET status = 'expired', expired_at = now(), remind_at = NULL
    WHERE (seller_id, id) IN (
      SELECT seller_id, id FROM invites WHERE status = 'sent' AND expires_at <= now()
      ORDER BY expires_at LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED)
    RETURNING seller_id AS "sellerId", id`;
  await recordAuditEvents(db, scope, due.map(event("invite.expired")));
  return due.length;
}

type DueInvite = {
  sellerId: string;
  id: string;
  userId: string;
  sentBy: string;
  contactKind: string;
  contactValue: Uint8Array<ArrayBuffer>;
  message: string | null;
  expiresAt: Date;
  sellerStatus: string;
  name: string;
  slug: string;
  timeZone: string;
  languages: string[];
  defaultLocale: string;
  settings: unknown;
  customerStatus: string | null;
};

/** What is decided of a due invite: to remind now, to look again later, or never. */
type Verdict = { invite: DueInvite; remindAt: Date | null; token: string | null };

async function remindSome(db: Db, scope: SystemScope, now: Date): Promise<number> {
  const due = await db.$queryRaw<DueInvite[]>`
    SELECT i.seller_id AS "sellerId", i.id, i.user_id AS "userId", i.sent_by AS "sentBy", i.contact_kind AS "contactKind",
      i.contact_value AS "contactValue", i.message, i.expires_at AS "expiresAt", s.status AS "sellerStatus", s.name, s.slug,
      s.time_zone AS "timeZone", s.languages, s.default_locale AS "defaultLocale", s.settings,
      c.status AS "customerStatus"
    FROM invites i JOIN sellers s ON s.id = i.seller_id LEFT JOIN customers c ON c.seller_id = i.seller_id AND c.user_id = i.user_id
    WHERE i.status = 'sent' AND i.remind_at <= ${now}
    ORDER BY i.remind_at LIMIT ${SWEEP} FOR UPDATE OF i SKIP LOCKED`;
  if (due.length === 0) return 0;
  const suppressed = await isSuppressed(db, due.map(contactOf));
  const standings = new Map<string, Standing>();
  const verdicts: Verdict[] = [];
  for (const invite of due) {
    const standing = suppressed.has(contactKey(contactOf(invite))) ? "void" : await ofInviter(db, invite, standings);
    verdicts.push(judge(invite, standing, now));
  }
  await writeVerdicts(db, verdicts, now);
  const reminded = verdicts.flatMap(({ invite, token }) => (token ? [{ invite, token, to: contactOf(invite) }] : []));
  const own = await localesOfOwners(
    db,
    reminded.map(({ to }) => to),
  );
  await queueMessages(
    db,
    reminded.map(({ invite, token, to }) => ({
      ...inviteMessage(invite, { ...invite, token }),
      template: "invite-reminder" as const,
      sellerId: invite.sellerId,
      to,
      locale: localeFor(invite, own.get(contactKey(to))),
      userId: invite.userId,
      inviteId: invite.id,
    })),
  );
  await recordAuditEvents(
    db,
    scope,
    reminded.map(({ invite }) => event("invite.reminded")(invite)),
  );
  return due.length;
}

/** Does the invite still stand? Asked once per inviter. */
async function ofInviter(db: Db, invite: DueInvite, known: Map<string, Standing>): Promise<Standing> {
  const key = `${invite.sellerId} ${invite.sentBy}`;
  const answer = known.get(key) ?? (await standingOf(db, { ...invite, seller: { status: invite.sellerStatus } }));
  known.set(key, answer);
  return answer;
}

/** A closed shop is looked at again after an hour: nobody is reminded of a door that does not open. */
const CLOSED = 3_600_000;

function judge(invite: DueInvite, standing: Standing, now: Date): Verdict {
  const never = { invite, remindAt: null, token: null };
  if (standing === "void" || invite.customerStatus !== "invited" || invite.expiresAt <= now) return never;
  const { sending } = readSettings(invite.settings);
  const opens =
    standing === "closed"
      ? new Date(now.getTime() + CLOSED)
      : sendWindow(contactOf(invite), invite.timeZone, now, sending);
  if (opens <= now) return { invite, remindAt: null, token: randomToken() };
  return opens < invite.expiresAt ? { invite, remindAt: opens, token: null } : never;
}

async function writeVerdicts(db: Db, verdicts: readonly Verdict[], now: Date): Promise<void> {
  const rows = verdicts.map(({ invite, remindAt, token }) => ({
    seller_id: invite.sellerId,
    id: invite.id,
    remind_at: remindAt,
    hash: token ? tokenHash(token).toString("hex") : null,
  }));
  await db.$executeRaw`
    UPDATE invites i SET remind_at = v.remind_at, reminder_hash = COALESCE(decode(v.hash, 'hex'), i.reminder_hash),
      reminded_at = CASE WHEN v.hash IS NULL THEN i.reminded_at ELSE ${now} END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(seller_id uuid, id uuid, remind_at timestamptz, hash text)
    WHERE i.seller_id = v.seller_id AND i.id = v.id`;
}

function event(action: string) {
  return ({ sellerId, id }: { sellerId: string; id: string }) => ({
    sellerId,
    action,
    targetKind: "invite",
    targetId: id,
  });
}
