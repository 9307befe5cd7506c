import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, type Db, scopedDb } from "@/lib/db/client";
import { type DbContext, dbContext } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner, fingerprint } from "@/prisma/factories/fingerprint";
import { createOperator } from "@/prisma/factories/people";
import { type CreatedMember, createMember } from "@/prisma/factories/sellers";
import { createWorld, type House } from "@/prisma/factories/world";

type Model = Prisma.ModelName;
type Row = Record<string, unknown>;

/** Every model's key, and a change that some audience may make to rows of its own. A new model is a line here: the compiler says so. */
const MODELS: Record<Model, { key: [string, ...string[]]; change: Row }> = {
  AdoptedSupplier: { key: ["sourceKey"], change: { outcome: "duplicate" } },
  AlertCoolDown: { key: ["sellerId", "userId", "customerId"], change: { toldAt: new Date(0) } },
  AlertMark: { key: ["sellerId", "userId", "customerId"], change: { mark: "mute" } },
  AlertSetting: { key: ["sellerId", "userId"], change: { mode: "instant" } },
  AuditEvent: { key: ["sellerId", "id"], change: { action: "taken" } },
  Cart: { key: ["sellerId", "id"], change: { updatedAt: new Date(0) } },
  CartLine: { key: ["sellerId", "cartId", "productId"], change: { quantity: 99 } },
  Category: { key: ["sellerId", "id"], change: { name: "Taken" } },
  Client: { key: ["sellerId", "id"], change: { status: "revoked" } },
  Contact: { key: ["id"], change: { verifiedAt: new Date(0) } },
  Customer: { key: ["sellerId", "id"], change: { note: "taken" } },
  CustomerWord: { key: ["sellerId", "word", "customerId"], change: { word: "taken" } },
  HeldAlert: { key: ["sellerId", "userId", "visitId"], change: { visitedAt: new Date(0) } },
  Import: { key: ["sellerId", "id"], change: { status: "cancelled" } },
  ImportChunk: { key: ["sellerId", "importId", "number"], change: { count: 99 } },
  Invite: { key: ["sellerId", "id"], change: { status: "revoked" } },
  ListApproval: { key: ["sellerId"], change: { attempts: 9 } },
  Look: { key: ["sellerId", "id"], change: { endedAt: new Date() } },
  Member: { key: ["sellerId", "id"], change: { role: "support" } },
  Message: { key: ["sellerId", "id"], change: { status: "failed" } },
  MessageEvent: { key: ["sellerId", "id"], change: { kind: "taken" } },
  Operator: { key: ["userId"], change: { role: "support" } },
  Order: { key: ["sellerId", "id"], change: { status: "cancelled" } },
  OrderCounter: { key: ["sellerId"], change: { lastNumber: 1 } },
  OrderLine: { key: ["sellerId", "orderId", "position"], change: { name: "Taken" } },
  OrderRefund: { key: ["sellerId", "id"], change: { reason: "Taken" } },
  Payout: { key: ["sellerId", "id"], change: { state: "paid" } },
  PayoutCorrection: { key: ["sellerId", "id"], change: { reason: "Taken" } },
  PayoutLine: { key: ["sellerId", "payoutId", "position"], change: { amount: 1n } },
  PayoutRun: { key: ["id"], change: { status: "stopped" } },
  PayoutRunSeller: { key: ["sellerId", "runId"], change: { written: 99 } },
  PriceList: { key: ["sellerId", "id"], change: { name: "Taken" } },
  PriceListItem: { key: ["sellerId", "priceListId", "productId"], change: { price: 1n } },
  Product: { key: ["sellerId", "id"], change: { stock: 0 } },
  RateLimit: { key: ["key"], change: { points: 0 } },
  RefusedWrite: { key: ["id"], change: { operation: "taken" } },
  Seller: { key: ["id"], change: { status: "terminated" } },
  Session: { key: ["id"], change: { endedAt: new Date(0) } },
  ShareLink: { key: ["sellerId", "id"], change: { label: "Taken" } },
  SignInCode: { key: ["id"], change: { attempts: 0 } },
  StoredFile: { key: ["sellerId", "name"], change: { keptAt: new Date(0) } },
  Suppression: { key: ["id"], change: { reason: "stop" } },
  User: { key: ["id"], change: { name: "Taken" } },
  UserMerge: { key: ["id"], change: { undoneAt: new Date(0) } },
  Visit: { key: ["sellerId", "visitedAt", "id"], change: { seconds: 99 } },
  VisitAlert: { key: ["sellerId", "visitId"], change: { visitedAt: new Date(0) } },
  VisitCustomer: { key: ["sellerId", "customerId"], change: { visits: 99 } },
  VisitDay: { key: ["sellerId", "day", "country", "device"], change: { visits: 99 } },
  VisitHour: { key: ["sellerId", "country", "day", "hour"], change: { visits: 99 } },
  VisitGap: { key: ["sellerId", "day", "country", "gap"], change: { visits: 99 } },
  WebhookReceipt: { key: ["provider", "eventId"], change: { receivedAt: new Date(0) } },
  WorkerHeartbeat: { key: ["id"], change: { seenAt: new Date(0) } },
};
const ALL = Object.keys(MODELS) as Model[];
/** Of their own seller, what customers must not see of each other. */
const PERSONAL: Model[] = [
  "Cart",
  "CartLine",
  "Customer",
  "Order",
  "OrderLine",
  "OrderRefund",
  "Visit",
  "VisitCustomer",
];
/** What every member sets for themselves alone. */
const OWN: Model[] = ["AlertCoolDown", "AlertMark", "AlertSetting", "HeldAlert"];

type Operation = Exclude<Extract<keyof Db["product"], string>, "fields">;
type Target = { model: Model; row: Row };

function keyOf({ model, row }: Target): Row {
  return Object.fromEntries(MODELS[model].key.map((field) => [field, row[field]]));
}
/** Prisma's name for a composite key is its fields, joined. */
function unique(target: Target): Row {
  const { key } = MODELS[target.model];
  return key.length === 1 ? keyOf(target) : { [key.join("_")]: keyOf(target) };
}
/** Key columns only, which every audience that reads a table at all may read: so that policies answer, not column grants. */
function select({ model }: Target): Row {
  return Object.fromEntries(MODELS[model].key.map((field) => [field, true]));
}
function copyUnderNewId({ model, row }: Target): Row {
  const field = MODELS[model].key.at(-1) ?? "";
  return { ...row, [field]: typeof row[field] === "number" ? 99 : newId() };
}
const change = ({ model }: Target) => MODELS[model].change;

/** Every operation that a scope's client has, aimed at one row: the compiler says when Prisma gets another. */
const OPERATIONS: Record<Operation, (target: Target) => Row> = {
  findFirst: (target) => ({ where: keyOf(target), select: select(target) }),
  findFirstOrThrow: (target) => ({ where: keyOf(target), select: select(target) }),
  findMany: (target) => ({ where: keyOf(target), select: select(target) }),
  count: (target) => ({ where: keyOf(target), select: select(target) }),
  aggregate: (target) => ({ where: keyOf(target), _count: select(target) }),
  groupBy: (target) => ({ where: keyOf(target), by: MODELS[target.model].key }),
  create: (target) => ({ data: target.row, select: select(target) }),
  createMany: (target) => ({ data: [copyUnderNewId(target)] }),
  createManyAndReturn: (target) => ({ data: [copyUnderNewId(target)], select: select(target) }),
  update: (target) => ({ where: unique(target), data: change(target), select: select(target) }),
  updateMany: (target) => ({ where: keyOf(target), data: change(target) }),
  updateManyAndReturn: (target) => ({ where: keyOf(target), data: change(target), select: select(target) }),
  upsert: (target) => ({ where: unique(target), create: target.row, update: change(target), select: select(target) }),
  delete: (target) => ({ where: unique(target), select: select(target) }),
  deleteMany: (target) => ({ where: keyOf(target) }),
};

async function call(db: Db, model: Model, operation: string, args: Row): Promise<unknown> {
  const delegate: object = Reflect.get(db, model.charAt(0).toLowerCase() + model.slice(1));
  return await Reflect.apply(Reflect.get(delegate, operation), delegate, [args]);
}

/** Nothing found, or refused; anything else is told. */
async function outcome(db: Db, target: Target, operation: Operation): Promise<string | null> {
  try {
    const result: unknown = await call(db, target.model, operation, OPERATIONS[operation](target));
    return /^(null|\[\]|0|\{"count":0\}|\{("_count":\{)?("\w+":0,?)+\}?\})$/.test(JSON.stringify(result))
      ? null
      : JSON.stringify(result);
  } catch (error) {
    const text = error instanceof Error ? `${Reflect.get(error, "code")} ${error.message}` : String(error);
    return /P2025|permission denied|row-level security|a shop only/.test(text) ? null : text;
  }
}

/** Everything that an actor achieves on these rows with any operation. */
async function achieved(context: DbContext, targets: Target[]): Promise<string[]> {
  const db = scopedDb(context);
  const found: string[] = [];
  for (const target of targets) {
    for (const operation of Object.keys(OPERATIONS) as Operation[]) {
      const told = await outcome(db, target, operation);
      if (told !== null) found.push(`${target.model}.${operation}: ${told}`);
    }
  }
  return found;
}

let owner: pg.Client;
let a: House;
let b: House;
let colleague: CreatedMember;

beforeAll(async () => {
  owner = await connectOwner();
  ({ a, b } = await createWorld());
  colleague = await createMember({ seller: a.seller, role: "support" });
  await systemDb().workerHeartbeat.createMany({ data: { id: newId() } });
  await createOperator();
});
afterAll(async () => {
  await owner.end();
  await closeDb();
});

/** A row as it can be given to Prisma: without what the database writes itself. */
async function withoutGenerated(row: Row): Promise<Row> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT attname AS name FROM pg_attribute WHERE attgenerated <> ''",
  );
  const names = rows.map(({ name }) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  return Object.fromEntries(Object.entries(row).filter(([field]) => !names.includes(field)));
}

/** One row of each model that is A's: of the seller, or of A's buyer. */
async function rowsOfA(models: Model[]): Promise<Target[]> {
  const { id: sellerId } = a.seller;
  const own: Partial<Record<Model, Row>> = {
    Seller: { id: sellerId },
    User: { id: a.buyer.id },
    Contact: { userId: a.buyer.id },
    Session: { userId: a.buyer.id },
    Customer: { sellerId, id: a.customer.id },
    Cart: { sellerId, customerId: a.customer.id },
    CartLine: { sellerId, customerId: a.customer.id },
    Order: { sellerId, customerId: a.customer.id },
    OrderLine: { sellerId, customerId: a.customer.id },
    OrderRefund: { sellerId, customerId: a.customer.id },
    Visit: { sellerId, customerId: a.customer.id },
    VisitCustomer: { sellerId, customerId: a.customer.id },
    AdoptedSupplier: { became: sellerId },
    Operator: {},
    PayoutRun: {},
    RateLimit: {},
    RefusedWrite: {},
    SignInCode: {},
    Suppression: {},
    UserMerge: {},
    WebhookReceipt: {},
    WorkerHeartbeat: {},
  };
  const targets: Target[] = [];
  for (const model of models) {
    const row = await call(systemDb(), model, "findFirst", { where: own[model] ?? { sellerId } });
    targets.push({ model, row: row ? await withoutGenerated(row as Row) : (row as Row) });
  }
  return targets;
}

describe("every model × every operation on seller A's ids: not found, nothing changed", () => {
  it("the test has a row of A for every model", async () => {
    for (const { model, row } of await rowsOfA(ALL)) expect(row, model).not.toBeNull();
  });

  it("the operations do reach rows when they may: as the system, one by one", async () => {
    const target = (await rowsOfA(["Category"])).at(0);
    for (const operation of ["findFirst", "findMany", "count", "aggregate", "groupBy", "updateMany"] as const) {
      expect(target && (await outcome(systemDb(), target, operation)), operation).not.toBeNull();
    }
  });

  const actors: [actor: string, context: () => DbContext, models: Model[]][] = [
    ["a member of seller B", () => dbContext("store", { sellerId: b.seller.id, userId: b.admin.id }), ALL],
    [
      "a customer of seller B",
      () =>
        dbContext("shop", {
          sellerId: b.seller.id,
          userId: b.buyer.id,
          customerId: b.customer.id,
          priceListId: b.priceList.id,
        }),
      ALL,
    ],
    ["a user who is B's customer, across sellers", () => dbContext("account", { userId: b.buyer.id }), ALL],
    [
      "another customer of seller A",
      () => dbContext("shop", { sellerId: a.seller.id, userId: a.neighbour.id, customerId: a.neighbourCustomer.id }),
      PERSONAL,
    ],
    ["another member of seller A", () => dbContext("store", { sellerId: a.seller.id, userId: colleague.userId }), OWN],
  ];
  it.each(actors)("as %s", async (_actor, context, models) => {
    const targets = await rowsOfA(models);
    const before = await fingerprint(owner);
    expect(await achieved(context(), targets)).toEqual([]);
    expect(await fingerprint(owner)).toEqual(before);
  });
});
