import { SystemScope } from "@/lib/access/scope";
import { messageRow } from "@/lib/messages/commands";
import { type TemplateMessage, templateMessage } from "@/lib/messages/templates";
import { unseal } from "@/lib/sealed";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";

const system = SystemScope.resolve("test").db;

/** A store with one manager. */
export async function store(options: NewSeller = {}) {
  const seller = await createSeller(options);
  const user = await createUser();
  const member = await createMember({ seller, user, role: "manager" });
  return { seller, user, member, scope: await storeScopeFor(user.id, seller.slug) };
}

/** What a seller sent, opened, oldest first. */
export async function sentMessages(sellerId: string): Promise<(TemplateMessage & { inviteId: string | null })[]> {
  const rows = await system.message.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
  return rows.map(({ id, payload, inviteId }) => {
    const place = { field: "messages.payload", row: messageRow(sellerId, id) };
    return { ...templateMessage.parse(JSON.parse(unseal(place, Buffer.from(payload)))), inviteId };
  });
}

/** The token of the newest link that was sent to a recipient. */
export async function newestToken(sellerId: string): Promise<string> {
  const links = (await sentMessages(sellerId)).flatMap((message) =>
    message.template === "customer-invite" || message.template === "invite-reminder" ? [message.link] : [],
  );
  const token = links.at(-1)?.split("/").at(-1);
  if (!token) throw new Error("no invite was sent");
  return token;
}
