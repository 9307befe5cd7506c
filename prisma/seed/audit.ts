import type { Prisma } from "@/lib/generated/prisma/client";
import { daysAgo, idAt } from "../factories/db";
import type { Rows } from "./rows";

type Event = Prisma.AuditEventCreateManyInput;
type Time = Rows["orders"][number]["shippedAt"];
type Entry = Pick<Event, "actorKind" | "action"> &
  Partial<Pick<Event, "actorId" | "targetKind" | "targetId" | "data">> & { at: Time };

const DEVICES = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0",
];

/** What the audit says of the demo's past: an event for everything that the rows tell, by whoever did it. */
export function addAudit(rows: Rows): void {
  for (const { id: sellerId } of rows.sellers) {
    const admin =
      rows.members.find((member) => member.sellerId === sellerId && member.role === "admin")?.userId ?? null;
    const mine = <Row extends { sellerId: string }>(all: Row[]) => all.filter((row) => row.sellerId === sellerId);
    const people = new Map(mine(rows.customers).map(({ id, userId }) => [id, userId]));
    const entries = [
      ...mine(rows.orders).flatMap((order) => orderEntries(order, people.get(order.customerId) ?? null, admin)),
      ...mine(rows.customers).flatMap((customer) => customerEntries(customer, admin)),
      ...mine(rows.invites).flatMap(inviteEntries),
      ...mine(rows.clients).flatMap(clientEntries),
      ...mine(rows.shareLinks).flatMap(shareLinkEntries),
      ...mine(rows.members).flatMap(refusedEntries),
    ];
    rows.auditEvents.push(...entries.flatMap((entry) => eventsOf(sellerId, entry)));
  }
}

function eventsOf(sellerId: string, { at, ...entry }: Entry): Event[] {
  if (typeof at !== "string" && !(at instanceof Date)) return [];
  const createdAt = new Date(at);
  return [
    {
      ...entry,
      sellerId,
      id: idAt(createdAt),
      createdAt,
      ...(entry.actorKind !== "system" && from(String(entry.actorId ?? ""))),
    },
  ];
}

/** Everybody has a place and a device of their own. */
function from(actorId: string): Pick<Event, "ip" | "userAgent"> {
  const number = Number.parseInt(actorId.slice(-4), 16) || 0;
  return { ip: `203.0.113.${(number % 250) + 1}`, userAgent: DEVICES[number % DEVICES.length] ?? null };
}

/** How an order went on is told of the last weeks. */
function orderEntries(order: Rows["orders"][number], buyer: string | null, admin: string | null): Entry[] {
  const about = { targetKind: "order", targetId: order.id, data: { number: order.number } };
  const byMember = { ...about, actorKind: "member", actorId: admin };
  const recent = <Step extends Time>(at: Step) => (at instanceof Date && at > daysAgo(RECENT_DAYS) ? at : null);
  return [
    { ...about, actorKind: "customer", actorId: buyer, action: "order.placed", at: order.placedAt },
    { ...byMember, action: "order.confirmed", at: recent(order.confirmedAt) },
    { ...byMember, action: "order.shipped", at: recent(order.shippedAt) },
    { ...byMember, action: "order.delivered", at: recent(order.deliveredAt) },
    { ...byMember, action: "order.cancelled", at: order.cancelledAt },
  ];
}
const RECENT_DAYS = 21;

function customerEntries(customer: Rows["customers"][number], admin: string | null): Entry[] {
  const { id, userId, status, grantedHow } = customer;
  const about = { targetKind: "customer", targetId: id };
  const byMember = { ...about, actorKind: "member", actorId: admin };
  const asked = status === "requested" || status === "rejected";
  const by = grantedHow === "manual" ? byMember : { ...about, actorKind: "system", actorId: userId };
  return [
    {
      ...about,
      actorKind: "user",
      actorId: userId,
      action: "customer.requested",
      at: asked ? customer.createdAt : null,
    },
    {
      ...by,
      action: "customer.approved",
      data: { how: typeof grantedHow === "string" ? grantedHow : "manual" },
      at: customer.grantedAt,
    },
    { ...about, actorKind: "customer", actorId: userId, action: "shop.first_entry", at: customer.firstVisitAt },
    {
      ...byMember,
      action: "customer.updated",
      data: { changed: ["note"] },
      at: customer.note ? customer.joinDate : null,
    },
    { ...byMember, action: "customer.rejected", at: status === "rejected" ? hoursAfter(customer.createdAt, 20) : null },
    {
      ...byMember,
      action: "customer.revoked",
      data: { was: grantedHow ? "approved" : "invited" },
      at: status === "revoked" ? hoursAfter(customer.lastVisitAt ?? customer.createdAt, 48) : null,
    },
  ];
}

function inviteEntries(invite: Rows["invites"][number]): Entry[] {
  const about = { targetKind: "invite", targetId: invite.id };
  const byMember = { ...about, actorKind: "member", actorId: invite.sentBy };
  return [
    typeof invite.role === "string"
      ? { ...byMember, action: "member.invited", data: { what: invite.role }, at: invite.sentAt }
      : { ...byMember, action: "invite.sent", data: { channel: invite.channel }, at: invite.sentAt },
    { ...about, actorKind: "system", actorId: invite.userId, action: "invite.registered", at: invite.registeredAt },
    { ...about, actorKind: "system", action: "invite.expired", at: invite.expiredAt },
    { ...byMember, action: "invite.revoked", at: invite.revokedAt },
  ];
}

function clientEntries(client: Rows["clients"][number]): Entry[] {
  const byMember = {
    targetKind: "client",
    targetId: client.id,
    actorKind: "member",
    actorId: client.createdBy ?? null,
  };
  return [
    { ...byMember, action: "client.added", at: client.createdAt },
    {
      ...byMember,
      action: "client.revoked",
      at: client.status === "revoked" ? hoursAfter(client.createdAt, 30) : null,
    },
  ];
}

function shareLinkEntries(link: Rows["shareLinks"][number]): Entry[] {
  const about = { targetKind: "share_link", targetId: link.id, actorKind: "member", actorId: link.createdBy };
  return [
    { ...about, action: "share_link.created", data: { label: link.label }, at: link.createdAt },
    { ...about, action: "share_link.revoked", at: link.revokedAt },
  ];
}

/** Whoever answers orders looked for the members once. */
function refusedEntries({ userId, role }: Rows["members"][number]): Entry[] {
  const refused = { actorKind: "user", actorId: userId, action: "access.refused", targetKind: "portal" };
  return role === "support" ? [{ ...refused, data: { right: "audit.read" }, at: daysAgo(2.3) }] : [];
}

function hoursAfter(time: Time, hours: number): Date | null {
  if (typeof time !== "string" && !(time instanceof Date)) return null;
  return new Date(Math.min(new Date(time).getTime() + hours * 3_600_000, Date.now()));
}
