import { afterAll, describe, expect, it } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { updateSettings } from "@/lib/sellers/commands";
import { getSettings } from "@/lib/sellers/queries";
import { createUser } from "@/prisma/factories/people";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";

const system = SystemScope.resolve("test").db;
afterAll(closeDb);

async function store() {
  const seller = await createSeller();
  const user = await createUser();
  await createMember({ seller, user });
  return { seller, scope: await storeScopeFor(user.id, seller.slug) };
}

describe("a seller's settings", () => {
  it("changed by forms at the same moment keep what each of them said", async () => {
    const { scope } = await store();
    const other = await store();
    await Promise.all([
      updateSettings(scope, { notices: { requested: false } }),
      updateSettings(scope, { notices: { decided: false } }),
      updateSettings(scope, { invites: { reminderDays: null } }),
      updateSettings(scope, { invites: { message: "See you at the counter" } }),
    ]);
    expect(await getSettings(scope)).toEqual({
      notices: {
        requested: false,
        autoApproved: true,
        autoApprovedCustomer: true,
        decided: false,
        accessChanged: true,
      },
      invites: { reminderDays: null, message: "See you at the counter" },
      sending: { from: 9, to: 20 },
    });
    expect((await getSettings(other.scope)).notices).toMatchObject({ requested: true, decided: true });
  });

  it("say in the audit who switched what, without the seller's words", async () => {
    const { seller, scope } = await store();
    await updateSettings(scope, { notices: { autoApproved: false }, invites: { message: "Dear friends" } });
    const events = await system.auditEvent.findMany({ where: { sellerId: seller.id } });
    expect(events).toMatchObject([
      { action: "seller.settings_changed", actorId: scope.user.id, data: { autoApproved: false } },
    ]);
    expect(JSON.stringify(events)).not.toContain("Dear friends");
  });
});
