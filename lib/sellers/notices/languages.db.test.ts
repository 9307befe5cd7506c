import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { addClient } from "@/lib/clients/commands";
import { revokeCustomer } from "@/lib/customers/commands";
import { askFor } from "@/lib/customers/requests/commands";
import { approveRequests } from "@/lib/customers/requests/deciding/commands";
import { closeDb } from "@/lib/db/client";
import { inviteCustomers } from "@/lib/invites/commands";
import { remindInvites } from "@/lib/invites/reminders/commands";
import { resendInvite } from "@/lib/invites/resending/commands";
import { unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";

const system = SystemScope.resolve("test");
const { db } = system;
afterAll(closeDb);

/** German and Arabic are spoken there, German by default; its manager reads English. */
async function store() {
  const seller = await createSeller({ languages: ["de", "ar"], defaultLocale: "de", timeZone: "Europe/London" });
  const user = await createUser();
  await createMember({ seller, user, role: "manager", locale: "en" });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

async function people() {
  const of = async (locale: string) => {
    const email = `${unique("reader")}@example.com`;
    return { ...(await createUser({ locale, contacts: [email] })), email };
  };
  return { arabic: await of("ar"), english: await of("en") };
}

const localesOf = async (sellerId: string, template: string) =>
  Object.fromEntries(
    (await db.message.findMany({ where: { sellerId, template } })).map(({ userId, locale }) => [userId ?? "", locale]),
  );

describe("a customer is written to in their own language where the store speaks it, else in the store's default", () => {
  it("with an invite, sent again and reminded of; a stranger in the default", async () => {
    const { seller, scope } = await store();
    const { arabic, english } = await people();
    const stranger = `${unique("stranger")}@example.com`;
    await inviteCustomers(scope, { contacts: [arabic.email, english.email, stranger].join("\n") });
    const invites = await db.invite.findMany({ where: { sellerId: seller.id }, orderBy: { id: "asc" } });
    const unknown = invites.find(({ userId }) => userId !== arabic.id && userId !== english.id)?.userId ?? "";
    const expected = { [arabic.id]: "ar", [english.id]: "de", [unknown]: "de" };
    expect(await localesOf(seller.id, "customer-invite")).toEqual(expected);
    await db.message.deleteMany({ where: { sellerId: seller.id } });
    await db.$executeRaw`UPDATE invites SET sent_at = sent_at - interval '61 seconds' WHERE seller_id = ${seller.id}::uuid`;
    for (const { id } of invites) await resendInvite(scope, { inviteId: id });
    expect(await localesOf(seller.id, "customer-invite")).toEqual(expected);
    const noon = new Date(Date.now() + 6 * 86_400_000);
    noon.setUTCHours(12);
    await remindInvites(system, noon);
    expect(await localesOf(seller.id, "invite-reminder")).toEqual(expected);
  });

  it("but not in the language of a contact's owner who never proved it", async () => {
    const { seller, scope } = await store();
    const email = `${unique("unproved")}@example.com`;
    const user = await createUser({ locale: "ar", contacts: [{ value: email, verified: false }] });
    await inviteCustomers(scope, { contacts: email });
    expect(await localesOf(seller.id, "customer-invite")).toEqual({ [user.id]: "de" });
  });

  it("with an answer to a request, while members read theirs", async () => {
    const { seller, scope } = await store();
    const { arabic, english } = await people();
    for (const { id } of [arabic, english])
      await askFor(await accountScopeFor(id), { seller: seller.slug, note: null, company: null });
    const rows = await db.customer.findMany({ where: { sellerId: seller.id } });
    const customerIds = rows.map(({ id }) => id);
    await approveRequests(scope, { customerIds, was: "requested", priceListId: null });
    expect(await localesOf(seller.id, "access-approved")).toEqual({ [arabic.id]: "ar", [english.id]: "de" });
    const toMembers = await db.message.findMany({ where: { sellerId: seller.id, template: "access-requested" } });
    expect(toMembers.map(({ locale }) => locale)).toEqual(["en", "en"]);
  });

  it("when the client list lets them in, and when their access ends", async () => {
    const { seller, scope } = await store();
    const { arabic, english } = await people();
    for (const { email } of [arabic, english])
      await addClient(scope, { email, phone: null, name: null, company: null, priceListId: null });
    expect(await localesOf(seller.id, "access-given")).toEqual({ [arabic.id]: "ar", [english.id]: "de" });
    const other = await createUser({ locale: "ar" });
    const { id: customerId } = await createCustomer({ seller, user: other });
    await revokeCustomer(scope, { customerId });
    expect(await localesOf(seller.id, "access-revoked")).toEqual({ [other.id]: "ar" });
  });
});
