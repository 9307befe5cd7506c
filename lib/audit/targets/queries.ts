import "server-only";
import { type StoreScope, SystemScope } from "@/lib/access/scope";
import { currentIds, formerMembers, nameCustomers } from "@/lib/audit/people/queries";
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

function asCustomers(names: Map<string, string | null>, rows: ReadonlyMap<string, string>): Named {
  return new Map(
    [...rows].flatMap(([ref, id]) =>
      names.has(id) ? [[ref, { label: names.get(id) ?? "", path: `/customers/${id}` }] as const] : [],
    ),
  );
}

/** A merge sets rows aside, where no portal sees them: what happened to them happened to the row that goes on. */
async function rowsNow(scope: StoreScope, ids: string[]): Promise<Map<string, string>> {
  const sellerId = scope.seller.id;
  const rows = await SystemScope.resolve("rows set aside").db.customer.findMany({
    where: { sellerId, id: { in: ids } },
    select: { id: true, userId: true, status: true },
  });
  const aside = rows.filter(({ status }) => status === "merged");
  const now = new Map(rows.map(({ id }) => [id, id]));
  if (aside.length === 0) return now;
  const users = await currentIds(
    scope,
    aside.map(({ userId }) => userId),
  );
  const going = await scope.db.customer.findMany({
    where: { sellerId, userId: { in: [...users.values()] } },
    select: { id: true, userId: true },
  });
  for (const { id, userId } of aside) {
    const row = going.find((one) => one.userId === users.get(userId));
    if (row) now.set(id, row.id);
  }
  return now;
}

function asFormerMembers(names: Map<string, string | null>): Named {
  return new Map([...names].map(([id, name]) => [id, { label: name ?? "", path: null }]));
}

const FINDERS: Record<string, Find> = {
  customer: async (scope, ids) => {
    const now = await rowsNow(scope, ids);
    const names = await nameCustomers(scope, [...now.values()]);
    return asCustomers(names, now);
  },
  // A request is about the user who asks; this seller knows them by the row that it made.
  user: async (scope, ids) => {
    const now = await currentIds(scope, ids);
    const rows = await scope.db.customer.findMany({
      where: { sellerId: scope.seller.id, userId: { in: [...now.values()] } },
      select: { id: true, userId: true },
    });
    const rowOf = new Map(rows.map(({ id, userId }) => [userId, id]));
    const byUser = new Map(
      [...now].flatMap(([was, is]) => {
        const row = rowOf.get(is);
        return row ? [[was, row] as const] : [];
      }),
    );
    return asCustomers(await nameCustomers(scope, [...byUser.values()]), byUser);
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
        return [
          id,
          { label, path: kind === "customer" ? `/invites?q=${encodeURIComponent(contact.value)}` : "/members" },
        ];
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
    const here = new Set(rows.map(({ id }) => id));
    const former = await formerMembers(scope, { memberIds: ids.filter((id) => !here.has(id)) });
    return new Map([
      ...asFormerMembers(former.byMember),
      ...rows.map(({ id, userName }) => [id, { label: userName ?? "", path: "/members" }] as const),
    ]);
  },
  former_member: async (scope, ids) => asFormerMembers((await formerMembers(scope, { userIds: ids })).byUser),
};
