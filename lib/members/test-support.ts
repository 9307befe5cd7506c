import { sentMessages } from "@/lib/invites/test-support";
import { asMember } from "@/lib/members/acting/commands";
import { type CreatedUser, createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";

/** A store with one admin. */
export async function staffedStore(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const admin = await joined(seller, "admin");
  return { seller, admin };
}

type Seller = { id: string; slug: string };

/** Another member, and what they can do with. */
export async function joined(seller: Seller, role: "admin" | "manager" | "support", user?: CreatedUser) {
  const person = user ?? (await createUser({ name: "Member" }));
  const { id } = await createMember({ seller, user: person, role });
  const scope = await storeScopeFor(person.id, seller.slug);
  return { id, user: person, scope, actor: asMember(scope) };
}

/** The token of the newest link by which somebody was asked to join the staff. */
export async function newestMemberToken(sellerId: string): Promise<string> {
  const links = (await sentMessages(sellerId)).flatMap((one) => (one.template === "member-invite" ? [one.link] : []));
  const token = links.at(-1)?.split("/").at(-1);
  if (!token) throw new Error("Nobody was asked to join.");
  return token;
}
