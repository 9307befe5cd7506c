import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { restoreClients, revokeClients } from "@/lib/clients/commands";
import { restoreCustomer, restoreCustomers, revokeCustomer, revokeCustomers } from "@/lib/customers/commands";
import { closeDb } from "@/lib/db/client";
import { openMessage } from "@/lib/messages/open";
import { unique } from "@/prisma/factories/db";
import { createUser, type NewUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createMember, createSeller, type NewSeller } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function store(options: NewSeller = {}) {
  const seller = await createSeller({ name: "Harbor", ...options });
  const user = await createUser();
  await createMember({ seller, user, role: "manager" });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

async function customerOf(seller: { id: string }, user: NewUser = {}, status: "approved" | "rejected" = "approved") {
  const person = await createUser(user);
  const { id } = await createCustomer({ seller, user: person, status });
  return { id, person };
}

const rowsOf = (sellerId: string) => system.message.findMany({ where: { sellerId }, orderBy: { id: "asc" } });
const told = async (sellerId: string) => (await rowsOf(sellerId)).map(({ template }) => template);
/** The worker took them: what waited is out. */
const sendAll = (sellerId: string) => system.message.updateMany({ where: { sellerId }, data: { status: "sent" } });

describe("a customer whose access changes", () => {
  it("is told in plain words by the contact they have, once it can no longer be taken back", async () => {
    const { seller, scope } = await store();
    const phone = await customerOf(seller, { contacts: ["+12025550171"] });
    const email = await customerOf(seller, { contacts: [`${unique("in")}@example.com`] });
    await revokeCustomers(scope, { customerIds: [phone.id, email.id] });
    const rows = await rowsOf(seller.id);
    expect(rows.map(({ channel, template }) => `${channel} ${template}`).sort()).toEqual([
      "email access-revoked",
      "sms access-revoked",
    ]);
    expect(rows.every(({ notBefore }) => notBefore.getTime() > Date.now() + 10_000)).toBe(true);
    await sendAll(seller.id);
    await restoreCustomer(scope, { customerId: phone.id });
    const [back] = (await rowsOf(seller.id)).filter(({ status }) => status === "queued").map(openMessage);
    expect(back).toMatchObject({
      to: { kind: "phone" },
      worded: { template: "access-restored", sellerName: "Harbor" },
    });
  });

  it("hears nothing of what was taken back before anybody was told, however often", async () => {
    const { seller, scope } = await store();
    const { id } = await customerOf(seller);
    await revokeCustomers(scope, { customerIds: [id] });
    await restoreCustomers(scope, { customerIds: [id], undo: true });
    expect(await told(seller.id)).toEqual([]);
    await revokeCustomer(scope, { customerId: id });
    expect(await told(seller.id)).toEqual(["access-revoked"]);
    await sendAll(seller.id);
    await restoreCustomer(scope, { customerId: id });
    await revokeCustomer(scope, { customerId: id });
    expect(await told(seller.id)).toEqual(["access-revoked"]);
  });

  it("who had been rejected reads that their request is approved", async () => {
    const { seller, scope } = await store();
    const { id } = await customerOf(seller, {}, "rejected");
    await restoreCustomer(scope, { customerId: id });
    expect(await told(seller.id)).toEqual(["access-approved"]);
    await revokeCustomer(scope, { customerId: id });
    expect(await told(seller.id)).toEqual(["access-revoked"]);
  });

  it("is told as well when the list that let them in ends it, and not when the entry comes back at once", async () => {
    const { seller, scope } = await store();
    const email = `${unique("listed")}@example.com`;
    const person = await createUser({ contacts: [email] });
    const client = await createClient({ seller, email, status: "approved" });
    await createCustomer({ seller, user: person, grantedHow: "client_list", client });
    await revokeClients(scope, { clientIds: [client.id] });
    expect(await told(seller.id)).toEqual(["access-revoked"]);
    await restoreClients(scope, { clientIds: [client.id] });
    expect((await told(seller.id)).filter((template) => template.startsWith("access-"))).toEqual([]);
  });

  it("is told nothing where the seller has switched it off, or when only an invitation ended", async () => {
    const { seller, scope } = await store({ settings: { notices: { accessChanged: false } } });
    const { id } = await customerOf(seller);
    await revokeCustomer(scope, { customerId: id });
    await restoreCustomer(scope, { customerId: id });
    expect(await told(seller.id)).toEqual([]);
    const other = await store();
    const invited = await createCustomer({ seller: other.seller, status: "invited", grantedHow: null });
    await revokeCustomer(other.scope, { customerId: invited.id });
    expect(await told(other.seller.id)).toEqual([]);
  });
});
