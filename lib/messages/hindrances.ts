import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { contactLookups } from "@/lib/contacts/sealing";
import { PLATFORM_ID } from "@/lib/db/ids";
import type { OpenMessage } from "@/lib/messages/open";
import { BY_DAY_TEMPLATES, INVITE_TEMPLATES } from "@/lib/messages/rules";
import { sendWindow } from "@/lib/messages/send-window";
import { MEMBER_TEMPLATES } from "@/lib/messages/visit-templates";
import { readSettings } from "@/lib/sellers/settings";

/** Why a message does not go out: not at all, or not before `until`. */
export type Hindrance = { code: string; suppressed: boolean } | { code: string; until: Date };

type About = { sellerId: string; id: string; template: string; inviteId: string | null };
type Facts = {
  reason: string | null;
  invite: string | null;
  replaced: boolean;
  member: boolean;
  seller: string | null;
  time_zone: string | null;
  settings: unknown;
};

/** Asked when it is about to go out, not when it was written: hours may lie between, in which people say STOP and members change their minds. */
export async function hindranceOf(
  scope: SystemScope,
  about: About,
  { to, channel }: OpenMessage,
): Promise<Hindrance | null> {
  const { sellerId, id, template, inviteId } = about;
  const lookups = contactLookups(to).map((lookup) => Buffer.from(lookup).toString("hex"));
  const [facts] = await scope.db.$queryRaw<Facts[]>`
    SELECT s.status AS seller, s.time_zone, s.settings, i.status AS invite,
      (SELECT reason FROM suppressions
        WHERE kind = ${to.kind} AND lookup IN (SELECT decode(l, 'hex') FROM unnest(string_to_array(${lookups.join()}, ',')) AS l) LIMIT 1) AS reason,
      EXISTS (SELECT FROM messages n WHERE n.seller_id = ${sellerId}::uuid AND n.invite_id = ${inviteId}::uuid AND n.template = ${template}
        AND n.channel = ${channel} AND n.id > ${id}::uuid) AS replaced,
      EXISTS (SELECT FROM messages n JOIN members b ON b.seller_id = n.seller_id AND b.user_id = n.user_id JOIN users u ON u.id = b.user_id
        WHERE n.seller_id = ${sellerId}::uuid AND n.id = ${id}::uuid AND b.status = 'active' AND u.status = 'active') AS member
    FROM (SELECT) one
    LEFT JOIN sellers s ON s.id = ${sellerId}::uuid
    LEFT JOIN invites i ON i.seller_id = ${sellerId}::uuid AND i.id = ${inviteId}::uuid`;
  if (!facts) return null;
  if (facts.reason) return { code: facts.reason, suppressed: true };
  if (sellerId === PLATFORM_ID) return null;
  if (facts.seller === "terminated") return { code: "seller_terminated", suppressed: false };
  if (inviteId && INVITE_TEMPLATES.includes(template) && (facts.invite !== "sent" || facts.replaced)) {
    return { code: "link_dead", suppressed: false };
  }
  if (MEMBER_TEMPLATES.includes(template)) {
    if (facts.seller !== "open") return { code: "seller_closed", suppressed: false };
    if (!facts.member) return { code: "no_member", suppressed: false };
  }
  if (!BY_DAY_TEMPLATES.includes(template)) return null;
  const now = new Date();
  const until = sendWindow(to, facts.time_zone ?? "UTC", now, readSettings(facts.settings).sending);
  return until > now ? { code: "night", until } : null;
}
