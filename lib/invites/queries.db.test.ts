import { afterAll, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { getImport } from "@/lib/imports/queries";
import { inviteCustomers } from "@/lib/invites/commands";
import { findInviteByToken } from "@/lib/invites/links/queries";
import { getInvite, listInvites } from "@/lib/invites/queries";
import { listInvitesInput } from "@/lib/invites/schema";
import { newestToken, store } from "@/lib/invites/test-support";
import { idAt } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";

const { db } = SystemScope.resolve("test");
afterAll(closeDb);

it("a sender who was merged into another user since is named as who they are now, wherever it says who sent or began something", async () => {
  const { seller, user, member, scope } = await store();
  const [line] = await inviteCustomers(scope, { contacts: "merged-sender@example.com" });
  const importId = idAt(new Date());
  await db.import.createMany({
    data: { sellerId: seller.id, id: importId, kind: "clients", status: "done", createdBy: user.id },
  });
  const token = await newestToken(seller.id);
  const now = await createUser({ name: "Nora Now" });
  await db.member.updateMany({ where: { sellerId: seller.id, id: member.id }, data: { userId: now.id } });
  await db.user.updateMany({ where: { id: user.id }, data: { status: "merged", mergedInto: now.id } });

  const later = await storeScopeFor(now.id, seller.slug);
  const { items } = await listInvites(later, listInvitesInput.parse({ limit: 10 }));
  expect(items.map(({ sentBy }) => sentBy)).toEqual(["Nora Now"]);
  const id = line?.outcome === "sent" ? (line.inviteIds[0] ?? "") : "";
  expect((await getInvite(later, { id })).sentBy).toBe("Nora Now");
  expect((await findInviteByToken(seller.slug, token))?.inviter).toBe("Nora Now");
  expect((await getImport(later, importId)).createdBy).toBe("Nora Now");
});
