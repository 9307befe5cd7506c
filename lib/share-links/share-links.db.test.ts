import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ShopScope } from "@/lib/access/scope";
import { approveRequests } from "@/lib/customers/requests/deciding/commands";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { store } from "@/lib/invites/test-support";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { accountScopeFor, actingAs, storeScopeFor } from "@/prisma/factories/scopes";
import { createMember } from "@/prisma/factories/sellers";
import { createClient } from "@/prisma/factories/ways-in";
import { askByShareLink, createShareLink, revokeShareLink } from "./commands";
import { findJoinPage, findLiveShareLink, findStanding, listShareLinks } from "./queries";
import { SHARE_LINK_LIMIT } from "./rules";

const db = systemDb();
afterAll(closeDb);
beforeEach(() => db.rateLimit.deleteMany());

async function linked(options: Parameters<typeof store>[0] = {}) {
  const at = await store({ discoverable: false, ...options });
  const { id } = await createShareLink(at.scope, { label: "Counter" });
  const { code } = await db.shareLink.findFirstOrThrow({ where: { sellerId: at.seller.id, id } });
  return { ...at, id, code };
}

async function asker(contact = `${unique("asker")}@example.com`) {
  const user = await createUser({ contacts: [contact] });
  return { user, contact, account: await accountScopeFor(user.id) };
}

const words = { note: null, company: null };
const rowOf = (sellerId: string, userId: string) => db.customer.findFirst({ where: { sellerId, userId } });

describe("a share link", () => {
  it("leads to a request at a seller that nobody finds otherwise, and is counted", async () => {
    const { seller, scope, id, code } = await linked();
    const { user, account } = await asker();
    expect(await findJoinPage(seller.slug, code.toUpperCase())).toMatchObject({ state: "live" });
    expect(await findStanding(account, seller.slug)).toBeNull();
    expect(await askByShareLink(account, { seller: seller.slug, code, ...words })).toEqual({ state: "requested" });
    expect(await rowOf(seller.id, user.id)).toMatchObject({ status: "requested", shareLinkId: id, priceListId: null });
    expect(await findStanding(account, seller.slug)).toMatchObject({ state: "requested" });
    expect(await listShareLinks(scope)).toMatchObject([{ id, label: "Counter", requests: 1, approved: 0 }]);
    const row = await rowOf(seller.id, user.id);
    await approveRequests(scope, { customerIds: [row?.id ?? ""], was: "requested", priceListId: null });
    expect(await listShareLinks(scope)).toMatchObject([{ requests: 1, approved: 1 }]);
  });

  it("never opens the shop by itself: opening it changes nothing, and whoever asked waits outside", async () => {
    const { seller, code } = await linked();
    const { user, account } = await asker();
    for (let time = 0; time < 3; time++) await findJoinPage(seller.slug, code);
    expect(await db.customer.count({ where: { sellerId: seller.id } })).toBe(0);
    await askByShareLink(account, { seller: seller.slug, code, ...words });
    await expect(actingAs({ user: user.id }, () => ShopScope.resolve(seller.slug))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("lets in at once whoever is on the client list", async () => {
    const { seller, code } = await linked();
    const { user, account, contact } = await asker();
    await createClient({ seller, email: contact });
    expect(await askByShareLink(account, { seller: seller.slug, code, ...words })).toEqual({ state: "approved" });
    expect(await rowOf(seller.id, user.id)).toMatchObject({ status: "approved", grantedHow: "client_list" });
  });

  it("says that it was revoked, and takes no request any more; requests that came by it stay", async () => {
    const { seller, scope, id, code } = await linked();
    const before = await asker();
    await askByShareLink(before.account, { seller: seller.slug, code, ...words });
    await revokeShareLink(scope, { id });
    expect(await findJoinPage(seller.slug, code)).toMatchObject({ state: "revoked" });
    expect(await findLiveShareLink(scope, id)).toBeNull();
    const after = await asker();
    await expect(askByShareLink(after.account, { seller: seller.slug, code, ...words })).rejects.toMatchObject({
      code: "gone",
      message: "share-links.errors.revoked",
    });
    expect(await rowOf(seller.id, after.user.id)).toBeNull();
    expect(await rowOf(seller.id, before.user.id)).toMatchObject({ status: "requested" });
    await expect(revokeShareLink(scope, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("of one seller says nothing under another's address, nor does a made-up or garbled one", async () => {
    const { seller, code } = await linked();
    const other = await linked();
    const { account } = await asker();
    for (const [slug, asked] of [
      [other.seller.slug, code],
      [seller.slug, "no-such-code"],
      [seller.slug, "' OR 1=1"],
      ["../admin", code],
    ] as const) {
      expect(await findJoinPage(slug, asked)).toBeNull();
      await expect(askByShareLink(account, { seller: slug, code: asked, ...words })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  it("leads nowhere while its shop is closed", async () => {
    const { seller, code } = await linked();
    await db.seller.updateMany({ where: { id: seller.id }, data: { status: "suspended" } });
    expect(await findJoinPage(seller.slug, code)).toMatchObject({ state: "closed" });
    const { account } = await asker();
    await expect(askByShareLink(account, { seller: seller.slug, code, ...words })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is another seller's neither to revoke nor to print, and a seller has only so many", async () => {
    const { id } = await linked();
    const other = await linked();
    await expect(revokeShareLink(other.scope, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await findLiveShareLink(other.scope, id)).toBeNull();
    expect(await findLiveShareLink(other.scope, "garbage")).toBeNull();
    await db.shareLink.createMany({
      data: Array.from({ length: SHARE_LINK_LIMIT - 1 }, () => ({
        sellerId: other.seller.id,
        id: newId(),
        code: unique("c"),
        label: "More",
        createdBy: other.user.id,
      })),
    });
    await expect(createShareLink(other.scope, { label: "One more" })).rejects.toMatchObject({
      message: "share-links.errors.tooMany",
    });
  });

  it("is written in the name of whoever makes it, with an audit event", async () => {
    const { seller, id, user } = await linked();
    const colleague = await createUser();
    await createMember({ seller, user: colleague, role: "manager" });
    const scope = await storeScopeFor(colleague.id, seller.slug);
    await expect(
      scope.db.shareLink.createMany({
        data: { sellerId: seller.id, id: newId(), code: unique("c"), label: "Forged", createdBy: user.id },
      }),
    ).rejects.toThrow();
    const events = await db.auditEvent.findMany({ where: { sellerId: seller.id, targetId: id } });
    expect(events).toMatchObject([{ action: "share_link.created", actorId: user.id }]);
  });
});
