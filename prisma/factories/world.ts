import { sealContact } from "@/lib/contacts/sealing";
import { newId } from "@/lib/db/ids";
import { seal } from "@/lib/sealed";
import { tokenHash } from "@/lib/secrets";
import { createAlertRows } from "./alerts";
import { systemDb, unique } from "./db";
import { createCorrection, createPayout, createRefund } from "./payouts";
import { type CreatedUser, contactOf, createSession, createUser } from "./people";
import { createCustomer, createInvite, createMember, createSeller } from "./sellers";
import { createCart, createCategory, createOrder, createPriceList, createProducts } from "./trade";
import { createVisit } from "./visits";
import { createClient, createShareLink } from "./ways-in";

/** One seller with a row in every table that belongs to sellers, a member, a buyer and another customer. */
export type House = Awaited<ReturnType<typeof createHouse>>;

/** Two sellers side by side that share nobody: what isolation is proved on. */
export async function createWorld() {
  const a = await createHouse();
  const b = await createHouse();
  await createWork([a.seller.id, b.seller.id], a.admin.id);
  return { a, b };
}

/** Payouts of all sellers that were computed (only one such run goes on at a time), a client list whose seller has opened, a file that was kept. */
async function createWork(sellerIds: string[], startedBy: string): Promise<void> {
  const db = systemDb();
  const day = new Date("2026-01-31");
  const run = { id: newId(), periodFrom: day, periodTo: day, startedBy, status: "done", finishedAt: day };
  await db.payoutRun.createMany({ data: run });
  for (const sellerId of sellerIds) {
    await db.payoutRunSeller.createMany({ data: { sellerId, runId: run.id } });
    await db.listApproval.createMany({ data: { sellerId } });
    await db.storedFile.createMany({ data: { sellerId, name: `${sellerId.replaceAll("-", "")}.webp` } });
  }
}

export async function createHouse() {
  // Nobody finds it by searching: it would stand between the sellers of the demo.
  const seller = await createSeller({ name: unique("House"), discoverable: false });
  const admin = await createUser({ name: "Admin" });
  const member = await createMember({ seller, user: admin });
  const category = await createCategory({ seller });
  const [product, other] = await createProducts(2, { seller, category, price: 500 });
  if (!(product && other)) throw new Error("Two products were asked for.");
  const priceList = await createPriceList({ seller, items: [{ product, price: 400 }] });
  const buyer = await createUser({ name: "Buyer" });
  const customer = await createCustomer({ seller, user: buyer, priceList, visited: true });
  const neighbour = await createUser({ name: "Neighbour" });
  const neighbourCustomer = await createCustomer({ seller, user: neighbour, visited: true });
  const invite = await createInvite({ seller, sentBy: admin.id, contact: `${unique("invited")}@example.com` });
  const cart = await createCart({ customer, lines: [{ product, quantity: 3 }] });
  const order = await createOrder({ seller, customer, lines: [{ product, quantity: 2 }, { product: other }] });
  const delivered = await createOrder({ seller, customer, lines: [{ product, quantity: 2 }], status: "delivered" });
  await createRefund({ order: delivered, amount: 100, createdBy: admin.id });
  const payout = await createPayout({ seller, orders: [delivered], state: "approved" });
  await createCorrection({ seller, payout, amount: -1 });
  await createCart({ customer: neighbourCustomer, lines: [{ product: other }] });
  await createOrder({ seller, customer: neighbourCustomer, lines: [{ product }] });
  const client = await createClient({
    seller,
    email: `${unique("listed")}@example.com`,
    name: "Listed",
    createdBy: admin.id,
  });
  await createShareLink({ seller, createdBy: admin.id });
  await createAlertRows(member, customer);
  for (const visitor of [customer, neighbourCustomer]) await createVisit({ customer: visitor });
  const importId = await createRecords(seller.id, buyer);
  await createLook(seller.id, admin.id);
  await createAdopted(seller.id);
  await createSession(buyer.id);
  return {
    seller,
    admin,
    member,
    category,
    product,
    other,
    priceList,
    buyer,
    customer,
    neighbour,
    neighbourCustomer,
    invite,
    client,
    importId,
    cart,
    order,
  };
}

async function createLook(sellerId: string, userId: string): Promise<void> {
  const [startedAt, expiresAt] = [new Date(0), new Date(60_000)];
  await systemDb().look.createMany({
    data: { sellerId, id: newId(), userId, reason: "A question on the telephone", startedAt, expiresAt },
  });
}

/** What is left of an older installation. */
async function createAdopted(sellerId: string): Promise<void> {
  await systemDb().adoptedSupplier.createMany({
    data: { sourceKey: unique("row"), checksum: "none", outcome: "adopted", became: sellerId },
  });
  await systemDb().refusedWrite.createMany({
    data: { tableName: "public.suppliers", operation: "DELETE", login: "old_application" },
  });
}

/** What the platform keeps beside the trade. */
async function createRecords(sellerId: string, buyer: CreatedUser): Promise<string> {
  const db = systemDb();
  const id = newId();
  const to = contactOf(`${unique("to")}@example.com`);
  const bytes = () => Uint8Array.from(tokenHash(unique("bytes")));
  await db.message.createMany({
    data: {
      sellerId,
      id,
      channel: "email",
      template: "access-approved",
      toValue: sealContact("messages.to_value", `${sellerId}:${id}`, to),
      toLookup: bytes(),
      payload: seal({ field: "messages.payload", row: `${sellerId}:${id}` }, "{}"),
      status: "delivered",
    },
  });
  await db.messageEvent.createMany({ data: { sellerId, id: newId(), messageId: id, kind: "delivered" } });
  const importId = newId();
  await db.import.createMany({ data: { sellerId, id: importId, kind: "clients", createdBy: buyer.id } });
  await db.importChunk.createMany({ data: { sellerId, importId, number: 1, count: 0 } });
  // On record only: it was undone.
  await db.userMerge.createMany({
    data: { id: newId(), fromUserId: buyer.id, intoUserId: buyer.id, undoneAt: new Date() },
  });
  await db.suppression.createMany({
    data: { id: newId(), kind: "email", value: bytes(), lookup: bytes(), reason: "hard_bounce" },
  });
  await db.auditEvent.createMany({
    data: { sellerId, id: newId(), actorId: buyer.id, actorKind: "customer", action: "shop.first_entry" },
  });
  await db.signInCode.createMany({
    data: {
      id: newId(),
      purpose: "sign_in",
      contactKind: "email",
      contactLookup: bytes(),
      codeHash: bytes(),
      browserHash: bytes(),
      expiresAt: new Date(Date.now() + 300_000),
    },
  });
  await db.webhookReceipt.createMany({ data: { provider: "twilio", eventId: unique("event") } });
  await db.rateLimit.createMany({ data: { key: unique("limit"), points: 1 } });
  return importId;
}
