import "server-only";
import { userAgentFromString } from "next/server";
import type { MemberRole, OperatorRole } from "@/lib/access/permissions";
import type { AccountScope } from "@/lib/access/scope";
import type { ContactKind } from "@/lib/contacts/rules";
import { formatContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";
import { keptContacts } from "@/lib/merges/sides/queries";
import type { SellerStatus } from "@/lib/sellers/rules";

export type WhoAmI = {
  user: { id: string; name: string | null; company: string | null; locale: string };
  sellers: { slug: string; name: string; status: SellerStatus }[];
  stores: { slug: string; name: string; role: MemberRole }[];
  operator: OperatorRole | null;
};

/** Who is signed in, and where they may go: one statement beside the session's. */
export async function getWhoAmI(scope: AccountScope): Promise<WhoAmI> {
  const [reach] = await scope.sql<Omit<WhoAmI, "user">>({
    name: "who-am-i",
    text: `SELECT
      (SELECT coalesce(json_agg(json_build_object('slug', se.slug, 'name', se.name, 'status', se.status) ORDER BY se.name), '[]')
        FROM customers c JOIN sellers se ON se.id = c.seller_id
        WHERE c.user_id = $1 AND c.status = 'approved' AND se.status IN ('open', 'suspended')) AS sellers,
      (SELECT coalesce(json_agg(json_build_object('slug', se.slug, 'name', se.name, 'role', m.role) ORDER BY se.name), '[]')
        FROM members m JOIN sellers se ON se.id = m.seller_id
        WHERE m.user_id = $1 AND m.status = 'active' AND se.status <> 'terminated') AS stores,
      (SELECT role FROM operators WHERE user_id = $1 AND status = 'active') AS operator`,
    values: [scope.user.id],
  });
  const { id, name, company, locale } = scope.user;
  return { user: { id, name, company, locale }, ...(reach ?? { sellers: [], stores: [], operator: null }) };
}

export type OwnContact = {
  id: string;
  kind: ContactKind;
  value: string;
  verified: boolean;
  removable: boolean;
  /** A merge keeps it until then. */
  keptUntil: Date | null;
};

/** The user's own contacts, readable; the last proved one stays, and for a while the last one of each who was merged. */
export async function listContacts(scope: AccountScope): Promise<OwnContact[]> {
  const rows = await scope.db.contact.findMany({
    where: { userId: scope.user.id },
    select: { id: true, kind: true, value: true, verifiedAt: true },
    orderBy: { createdAt: "asc" },
  });
  const verified = rows.flatMap(({ id, verifiedAt }) => (verifiedAt ? [id] : []));
  const kept = await keptContacts(scope, verified);
  return rows.map((row) => {
    const contact = unsealContact("contacts.value", row.id, row.kind, row.value);
    const value = formatContact(contact);
    return {
      id: row.id,
      kind: contact.kind,
      value,
      verified: row.verifiedAt !== null,
      removable: (!row.verifiedAt || verified.length > 1) && !kept.has(row.id),
      keptUntil: kept.get(row.id) ?? null,
    };
  });
}

export type OwnSession = {
  id: string;
  browser: string | null;
  system: string | null;
  ip: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  current: boolean;
};

/** Where the user is signed in now, this device first. */
export async function listSessions(scope: AccountScope): Promise<OwnSession[]> {
  const rows = await scope.db.session.findMany({
    where: { userId: scope.user.id, endedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, userAgent: true, ip: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: "desc" },
    take: 50,
  });
  return rows
    .map(({ id, userAgent, ip, createdAt, lastSeenAt }) => {
      const { browser, os } = userAgentFromString(userAgent ?? "");
      const device = { browser: browser.name ?? null, system: os.name ?? null };
      return { id, ...device, ip, startedAt: createdAt, lastSeenAt, current: id === scope.user.sessionId };
    })
    .sort((a, b) => Number(b.current) - Number(a.current));
}
