import { afterAll, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { systemDb, unique } from "@/prisma/factories/db";
import { createMessage } from "@/prisma/factories/messages";
import { contactOf, createOperator, createSession, createUser } from "@/prisma/factories/people";
import { operatorScopeFor } from "@/prisma/factories/scopes";
import { createCustomer, createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { createCart, createOrder, createProduct } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";
import { exportUser } from "./queries";

afterAll(closeDb);

it("an export holds everything of one person, opened, what they did as somebody before included, and nothing of others", async () => {
  const db = systemDb();
  const email = `${unique("nina")}@example.com`;
  const user = await createUser({ name: "Nina Park", contacts: [email, "+1 202 555 0179"] });
  const former = await createUser({ name: "Nina P", contacts: [] });
  await db.user.updateMany({ where: { id: former.id }, data: { status: "merged", mergedInto: user.id } });
  const seller = await createSeller({ name: "Corner Deli" });
  const customer = await createCustomer({ seller, user, note: "Likes tea", contact: contactOf(email) });
  const product = await createProduct({ seller, price: 250 });
  await createOrder({ seller, customer, lines: [{ product, quantity: 3 }] });
  await createCart({ customer, lines: [{ product }] });
  await createMember({ seller, user, role: "manager" });
  await createInvite({ seller, sentBy: (await createUser()).id, contact: email });
  await createClient({ seller, email, name: "Listed Nina", createdBy: (await createUser()).id });
  await createMessage({ seller, to: email });
  await createSession(user.id);
  await db.auditEvent.createMany({
    data: [user.id, former.id].map((actorId) => ({ id: newId(), actorId, actorKind: "user", action: "user.renamed" })),
  });
  const stranger = await createUser({ name: unique("Stranger") });
  const theirs = await createCustomer({ seller, user: stranger, note: "Secret" });
  await createOrder({ seller, customer: theirs, lines: [{ product }] });

  const scope = await operatorScopeFor((await createOperator()).userId);
  let text = "";
  for await (const piece of await exportUser(scope, user.id)) text += piece;
  const all = JSON.parse(text);
  expect(all).toMatchObject({
    user: [{ id: user.id, name: "Nina Park", status: "active" }],
    contacts: expect.arrayContaining([
      expect.objectContaining({ kind: "email", value: email }),
      expect.objectContaining({ kind: "phone", value: "+12025550179" }),
    ]),
    sessions: [{}],
    memberships: [{ role: "manager", email, seller: { name: "Corner Deli" } }],
    customerOf: [{ note: "Likes tea", contact: email, seller: { name: "Corner Deli" } }],
    baskets: [{ lines: [{ quantity: 1 }] }],
    orders: [{ total: 750, lines: [{ quantity: 3, unitPrice: 250 }] }],
    invites: [{ contact: email }],
    onClientLists: [{ email, name: "Listed Nina" }],
    messages: [{ channel: "email", template: "access-rejected" }],
    didThemselves: [{ action: "user.renamed" }, { action: "user.renamed" }],
    happenedToThem: [{ action: "user.exported" }],
  });
  for (const hidden of [stranger.id, stranger.name ?? "", "Secret", "token", "lookup"])
    expect(text).not.toContain(hidden);
  expect(await db.auditEvent.count({ where: { actorId: scope.user.id, action: "user.exported" } })).toBe(1);
  await expect(exportUser(scope, newId())).rejects.toMatchObject({ code: "not_found" });
});
