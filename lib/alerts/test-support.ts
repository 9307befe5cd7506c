import { SystemScope } from "@/lib/access/scope";
import { workOnAlerts } from "@/lib/alerts/telling/commands";
import { openMessage } from "@/lib/messages/open";
import type { TemplateMessage } from "@/lib/messages/templates";
import { createAlertSettings } from "@/prisma/factories/alerts";
import { unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import {
  type CreatedMember,
  createCustomer,
  createMember,
  createSeller,
  type NewSeller,
} from "@/prisma/factories/sellers";
import { createVisit } from "@/prisma/factories/visits";

export const scope = SystemScope.resolve("test");

export type Choices = Parameters<typeof createAlertSettings>[1];

/** An open store with a customer, and a member who wants to be told at once unless told otherwise. */
export async function store(choices: Choices = {}, options: NewSeller = {}) {
  const seller = await createSeller({ timeZone: "America/New_York", ...options });
  const newReader = async (own: Choices, role: "admin" | "manager" | "support" = "support") => {
    const member = await createMember({ seller, role, user: await createUser({ name: unique("Member") }) });
    await createAlertSettings(member, own);
    return member;
  };
  const reader = await newReader(choices);
  const newCustomer = async () => createCustomer({ seller, user: await createUser({ name: unique("Visitor") }) });
  const customer = await newCustomer();
  return { seller, reader, newReader, customer, newCustomer };
}

/** The customer comes at that time, and the worker has its turn then. */
export async function comes(customer: Parameters<typeof createVisit>[0]["customer"], at: string | Date) {
  const when = new Date(at);
  await createVisit({ customer, at: when });
  await work(when);
}

export async function work(now: string | Date): Promise<void> {
  await workOnAlerts(scope, new Date(now));
}

type Told = TemplateMessage & { userId: string | null };

/** What was written to this member, or to all of the seller's, oldest first. */
export async function told({
  sellerId,
  userId,
}: Pick<CreatedMember, "sellerId"> & { userId?: string }): Promise<Told[]> {
  const rows = await scope.db.message.findMany({
    where: { sellerId, ...(userId && { userId }) },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...openMessage(row).worded, userId: row.userId }));
}

export async function templates(member: Parameters<typeof told>[0]): Promise<string[]> {
  return (await told(member)).map(({ template }) => template);
}
