import type { MemberRole } from "@/lib/access/permissions";
import { systemDb } from "./db";
import { createOperator, createUser } from "./people";
import { createCustomer, createMember } from "./sellers";
import { createHouse } from "./world";

/** Everybody who may knock at a door of seller A, or at one of a suspended seller; the value is a user id, null for a stranger. */
export async function createActors() {
  const a = await createHouse();
  const b = await createHouse();
  const suspended = await createHouse();
  const db = systemDb();
  await db.seller.updateMany({ where: { id: suspended.seller.id }, data: { status: "suspended" } });
  const member = async (role: MemberRole, status: "active" | "deactivated" = "active") =>
    (await createMember({ seller: a.seller, user: await createUser({ name: "Member" }), role, status })).userId;
  const customer = async (status: "revoked" | "invited") =>
    (await createCustomer({ seller: a.seller, user: await createUser({ name: "Customer" }), status })).userId;
  const removed = await member("admin");
  await db.member.deleteMany({ where: { userId: removed } });
  const users = {
    stranger: null,
    "customer of A": a.buyer.id,
    "customer of B": b.buyer.id,
    "revoked customer of A": await customer("revoked"),
    "invited customer of A": await customer("invited"),
    "admin of A": a.admin.id,
    "manager of A": await member("manager"),
    "support of A": await member("support"),
    "deactivated member of A": await member("admin", "deactivated"),
    "removed member of A": removed,
    "admin of B": b.admin.id,
    "admin of the suspended seller": suspended.admin.id,
    "customer of the suspended seller": suspended.buyer.id,
    operator: (await createOperator({ name: "Operator" })).userId,
  } satisfies Record<string, string | null>;
  return { a, suspended, users };
}

export type Actors = Awaited<ReturnType<typeof createActors>>;
export type ActorName = keyof Actors["users"];

/**
 * Who is let in at a door, written down apart from the code that decides it. A portal's doors by what is done behind them:
 * reading, answering orders, managing, reading what only admins see, changing what only admins change.
 */
export type Door =
  | "anybody"
  | "signed in"
  /** Nobody who is signed in wholly. */
  | "held"
  | "shop"
  | "reads"
  | "answers"
  | "manages"
  | "admin reads"
  | "admin changes"
  | "operator";

const STAFF: ActorName[] = ["admin of A", "manager of A", "support of A"];
const AT_A: Record<Exclude<Door, "anybody" | "signed in">, ActorName[]> = {
  held: [],
  shop: ["customer of A"],
  reads: STAFF,
  answers: STAFF,
  manages: ["admin of A", "manager of A"],
  "admin reads": ["admin of A"],
  "admin changes": ["admin of A"],
  operator: ["operator"],
};
/** Members of a suspended seller keep reading; its shop is closed. */
const AT_SUSPENDED: Partial<Record<Door, ActorName[]>> = {
  reads: ["admin of the suspended seller"],
  "admin reads": ["admin of the suspended seller"],
};

export type Answer = "in" | "signed out" | "not found";

export function expectedAnswer(door: Door, at: "a" | "suspended", actor: ActorName): Answer {
  if (door === "anybody") return "in";
  if (actor === "stranger") return "signed out";
  if (door === "signed in") return "in";
  const admitted = at === "a" || door === "operator" ? AT_A[door] : (AT_SUSPENDED[door] ?? []);
  return admitted.includes(actor) ? "in" : "not found";
}
