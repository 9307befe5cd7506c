import { requestSignInCode, verifySignInCode } from "@/lib/auth/commands";
import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { sentMessages } from "@/lib/invites/test-support";
import { asMember } from "@/lib/members/acting/commands";
import { systemDb } from "@/prisma/factories/db";
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

let serial = 0;
export const newEmail = () => `staff${++serial}@example.com`;
export const ask = (email: string, role: "admin" | "manager" | "support" = "support") => ({
  email,
  role,
  locale: "de" as const,
});

/** What a person does: asks for a code, and types it. */
export async function signIn(email: string): Promise<string> {
  const visitor = newVisitor();
  await requestSignInCode(visitor, { contact: email });
  const code = await newestCode(email);
  return (await verifySignInCode(visitor, { contact: email, code, previousSession: null })).userId;
}

export const members = (sellerId: string) =>
  systemDb().member.findMany({
    where: { sellerId },
    orderBy: { id: "asc" },
    select: { userId: true, role: true, status: true, locale: true },
  });
export const inviteOf = (id: string) => systemDb().invite.findFirstOrThrow({ where: { id } });
/** As if it had been sent a while ago: it may be sent again. */
export const age = (id: string) =>
  systemDb().invite.updateMany({ where: { id }, data: { sentAt: new Date(Date.now() - 60_000) } });
export const lapse = (id: string) =>
  systemDb().invite.updateMany({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
