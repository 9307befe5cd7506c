import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { nameCustomers } from "@/lib/audit/people/queries";
import type { EventTarget } from "@/lib/audit/schema";
import { formatContact } from "@/lib/contacts/rules";
import { unsealContact } from "@/lib/contacts/sealing";

type Ref = { targetKind: string | null; targetId: string | null };
type Named = Map<string, Omit<EventTarget, "kind">>;
type Find = (scope: StoreScope, ids: string[]) => Promise<Named>;

/** Names what things happened to, each kind in one read of this seller's rows: what is gone or another's has no name. */
export async function nameTargets(scope: StoreScope, refs: readonly Ref[]): Promise<(ref: Ref) => EventTarget | null> {
  const found = new Map<string, Named>();
  for (const [kind, find] of Object.entries(FINDERS)) {
    const ids = refs.flatMap(({ targetKind, targetId }) => (targetKind === kind && isId(targetId) ? [targetId] : []));
    if (ids.length > 0) found.set(kind, await find(scope, [...new Set(ids)]));
  }
  return ({ targetKind, targetId }) => {
    const target = targetKind && targetId ? found.get(targetKind)?.get(targetId) : undefined;
    return target && targetKind ? { kind: targetKind, ...target } : null;
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isId(text: string | null): text is string {
  return text !== null && ID.test(text);
}

const FINDERS: Record<string, Find> = {
  customer: async (scope, ids) => {
    const names = await nameCustomers(scope, ids);
    return new Map([...names].map(([id, name]) => [id, { label: name ?? "", path: `/customers/${id}` }]));
  },
  // A request is about the user who asks; this seller knows them by the row that it made.
  user: async (scope, ids) => {
    const rows = await scope.db.customer.findMany({
      where: { sellerId: scope.seller.id, userId: { in: ids } },
      select: { id: true, userId: true },
    });
    const names = await nameCustomers(
      scope,
      rows.map(({ id }) => id),
    );
    return new Map(rows.map(({ id, userId }) => [userId, { label: names.get(id) ?? "", path: `/customers/${id}` }]));
  },
  invite: async (scope, ids) => {
    const rows = await scope.db.invite.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { sellerId: true, id: true, kind: true, contactKind: true, contactValue: true },
    });
    return new Map(
      rows.map(({ sellerId, id, kind, contactKind, contactValue }) => {
        const contact = unsealContact("invites.contact_value", `${sellerId}:${id}`, contactKind, contactValue);
        const label = formatContact(contact);
        return [id, { label, path: kind === "customer" ? `/invites?q=${encodeURIComponent(contact.value)}` : null }];
      }),
    );
  },
  client: async (scope, ids) => {
    const rows = await scope.db.client.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { sellerId: true, id: true, name: true, company: true, phoneValue: true, emailValue: true },
    });
    return new Map(
      rows.map(({ sellerId, id, name, company, phoneValue, emailValue }) => {
        const place = `${sellerId}:${id}`;
        const contact = phoneValue
          ? unsealContact("clients.phone_value", place, "phone", phoneValue)
          : emailValue && unsealContact("clients.email_value", place, "email", emailValue);
        const path = contact ? `/clients?q=${encodeURIComponent(contact.value)}` : "/clients";
        return [id, { label: company ?? name ?? (contact ? formatContact(contact) : ""), path }];
      }),
    );
  },
  order: async (scope, ids) => {
    const rows = await scope.db.order.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { id: true, number: true },
    });
    return new Map(rows.map(({ id, number }) => [id, { label: String(number), path: `/orders/${number}` }]));
  },
  product: async (scope, ids) => {
    const rows = await scope.db.product.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { id: true, name: true },
    });
    return new Map(rows.map(({ id, name }) => [id, { label: name, path: `/products/${id}` }]));
  },
  import: async (scope, ids) => {
    const rows = await scope.db.import.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { id: true, fileName: true },
    });
    return new Map(rows.map(({ id, fileName }) => [id, { label: fileName ?? "", path: `/imports/${id}` }]));
  },
  share_link: async (scope, ids) => {
    const rows = await scope.db.shareLink.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { id: true, label: true },
    });
    return new Map(rows.map(({ id, label }) => [id, { label, path: null }]));
  },
  member: async (scope, ids) => {
    const rows = await scope.db.member.findMany({
      where: { sellerId: scope.seller.id, id: { in: ids } },
      select: { id: true, userName: true },
    });
    return new Map(rows.map(({ id, userName }) => [id, { label: userName ?? "", path: null }]));
  },
};
