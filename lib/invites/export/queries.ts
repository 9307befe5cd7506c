import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { listInvites } from "@/lib/invites/queries";
import { type InviteFilter, listInvitesInput } from "@/lib/invites/schema";

/** Everything that the filter finds, for a spreadsheet. */
export async function inviteCsvLines(scope: StoreScope, filter: InviteFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("invites.columns"), getTranslations("status.invite")]);
  return lines();

  async function* lines() {
    const names = ["contact", "name", "company", "status", "sentBy", "sent", "expires", "registered", "used"] as const;
    yield csvLine(names.map((name) => t(name)));
    let cursor: z.output<typeof listInvitesInput>["cursor"];
    do {
      const { items, nextCursor } = await listInvites(scope, { ...filter, cursor, limit: 500 });
      for (const { contact, name, company, status, sentBy, sentAt, expiresAt, registeredAt, usedAt } of items) {
        yield csvLine([contact, name, company, tStatus(status), sentBy, sentAt, expiresAt, registeredAt, usedAt]);
      }
      cursor = nextCursor ? listInvitesInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}
