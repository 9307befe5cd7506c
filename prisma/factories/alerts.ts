import { newId } from "@/lib/db/ids";
import type { Prisma } from "@/lib/generated/prisma/client";
import { systemDb } from "./db";

type MemberRef = { sellerId: string; userId: string };
type CustomerRef = { id: string };

/** How a member wants to be told of visits: at once unless told otherwise. */
export async function createAlertSettings(
  { sellerId, userId }: MemberRef,
  options: Omit<Prisma.AlertSettingCreateManyInput, "sellerId" | "userId"> = {},
): Promise<void> {
  await systemDb().alertSetting.createMany({ data: { mode: "instant", ...options, sellerId, userId } });
}

export async function createAlertMark(
  { sellerId, userId }: MemberRef,
  customer: CustomerRef,
  mark: "mute" | "watch",
): Promise<void> {
  await systemDb().alertMark.createMany({ data: { sellerId, userId, customerId: customer.id, mark } });
}

/** A row in each of the alerts' tables. */
export async function createAlertRows(member: MemberRef, customer: CustomerRef): Promise<void> {
  const { sellerId, userId } = member;
  const key = { sellerId, userId, customerId: customer.id };
  await createAlertSettings(member, { mode: "daily" });
  await createAlertMark(member, customer, "watch");
  await systemDb().alertCoolDown.createMany({ data: { ...key, toldAt: new Date(0) } });
  await systemDb().heldAlert.createMany({ data: { ...key, visitId: newId(), visitedAt: new Date(0) } });
}
