import type { MemberRole } from "@/lib/access/permissions";
import { daysAgo } from "../factories/db";
import { inviteRow } from "../factories/sellers";
import type { Context } from "./customers";
import { addInviteMessage } from "./messages";

const ASKED: Record<string, readonly (readonly [name: string, role: MemberRole, days: number])[]> = {
  "harbor-foods": [
    ["Iris Novak", "support", 2],
    ["Tom Becker", "manager", 30],
  ],
  "alpine-tools": [["Jonas Wolf", "support", 4]],
};

/** Who was asked to join the staff and has not answered: in time yet, or not any more. */
export function addMemberInvites({ rows, shop, seller, crowd, admin }: Context): void {
  const place = { id: seller.id, slug: shop.seller.slug, name: shop.seller.name ?? "" };
  for (const [name, role, days] of ASKED[place.slug] ?? []) {
    const createdAt = daysAgo(days);
    const { id: userId, contacts } = crowd.asked(name, createdAt);
    const [contact] = contacts;
    if (!contact) continue;
    const status = days > 14 ? "expired" : "sent";
    const asked = {
      seller,
      contact: contact.value,
      sentBy: admin.id,
      userId,
      kind: "member",
      role,
      name,
      status,
    } as const;
    const invite = inviteRow({ ...asked, createdAt });
    rows.invites.push(invite.row);
    addInviteMessage(rows, place, contact, invite, admin.name);
  }
}
