import "server-only";
import type { MemberRole } from "@/lib/access/permissions";
import { unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { appUrl } from "@/lib/env";
import type { MemberChangeKind } from "@/lib/members/rules";
import { queueMessage } from "@/lib/messages/commands";

type Seller = { id: string; name: string; slug: string };
/** A row of members as it stands now, read by the system. */
export type ToldMember = { id: string; email: Uint8Array; locale: string; role: string; userId: string };

export const TOLD = { id: true, email: true, locale: true, role: true, userId: true } as const;

export function emailOf(sellerId: string, { id, email }: Pick<ToldMember, "id" | "email">) {
  return unsealContact("members.email", `${sellerId}:${id}`, "email", email);
}

/** What became of somebody's membership, to the e-mail that they are known by, in their own language. */
export async function tellMember(
  db: Db,
  seller: Seller,
  member: ToldMember,
  change: MemberChangeKind | "joined",
): Promise<void> {
  const to = emailOf(seller.id, member);
  const about = { sellerId: seller.id, to, locale: member.locale, userId: member.userId, sellerName: seller.name };
  const link = `${appUrl()}/vendor/${seller.slug}`;
  const role = member.role as MemberRole;
  await queueMessage(
    db,
    change === "joined"
      ? { ...about, template: "member-joined", role, link }
      : { ...about, template: "member-changed", change, role, link },
  );
}
