import { globSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDb } from "@/lib/db/client";
import type { ActionResult } from "@/lib/server/result";
import { type ActorName, type Actors, createActors, type Door, expectedAnswer } from "@/prisma/factories/actors";
import { connectOwner, fingerprint } from "@/prisma/factories/fingerprint";
import { createSession } from "@/prisma/factories/people";
import { type Actor, actingAs } from "@/prisma/factories/scopes";

// Words come from Next's server at other times; here their keys will do.
vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

/** Every server action and who may call it. An action that is not listed fails the test. */
const ACTIONS: Record<string, Door> = {
  "alerts/saveAlertSettingsAction": "reads",
  "alerts/setAlertMarkAction": "reads",
  "auth/requestSignInCodeAction": "anybody",
  "auth/signOutAction": "signed in",
  "auth/leaveHeldAction": "held",
  "auth/requestSecondProofAction": "held",
  "auth/giveSecondProofAction": "held",
  "auth/startAsNewAction": "held",
  "auth/requestOwnProofAction": "signed in",
  "auth/giveOwnProofAction": "signed in",
  "auth/endSessionAction": "signed in",
  "auth/endOtherSessionsAction": "signed in",
  "auth/rememberHomeAction": "signed in",
  "carts/addToCartAction": "shop",
  "carts/addLinesToCartAction": "shop",
  "carts/setCartLineAction": "shop",
  "carts/removeCartLineAction": "shop",
  "carts/checkQuickOrderAction": "shop",
  "clients/addClientAction": "manages",
  "clients/updateClientAction": "manages",
  "clients/revokeClientsAction": "manages",
  "clients/restoreClientsAction": "manages",
  "clients/deleteClientsAction": "manages",
  "clients/countWaitingAction": "manages",
  "clients/inviteWaitingAction": "manages",
  "customers/revokeCustomersAction": "manages",
  "customers/restoreCustomersAction": "manages",
  "customers/updateCustomerAction": "manages",
  "customers/approveRequestsAction": "manages",
  "customers/rejectRequestsAction": "manages",
  "customers/undoRejectionsAction": "manages",
  "customers/undoApprovalsAction": "manages",
  "customers/withdrawRequestAction": "signed in",
  "customers/requestAccessAction": "signed in",
  "imports/cancelImportAction": "manages",
  "invites/askForNewInviteAction": "anybody",
  "invites/askInOwnNameAction": "signed in",
  "invites/inviteCustomersAction": "manages",
  "invites/resendInviteAction": "manages",
  "invites/resendInvitesAction": "manages",
  "invites/revokeInviteAction": "manages",
  "invites/revokeInvitesAction": "manages",
  "members/inviteMemberAction": "admin changes",
  "members/resendMemberInviteAction": "admin changes",
  "members/revokeMemberInviteAction": "admin changes",
  "members/changeMemberAction": "admin changes",
  "members/deactivateMemberAction": "admin changes",
  "members/reactivateMemberAction": "admin changes",
  "members/removeMemberAction": "admin changes",
  "members/joinTeamAction": "signed in",
  "members/leaveStoreAction": "reads",
  "members/setOwnLocaleAction": "reads",
  "members/addMemberAsOperatorAction": "operator",
  "members/revokeMemberInviteAsOperatorAction": "operator",
  "members/changeMemberAsOperatorAction": "operator",
  "members/deactivateMemberAsOperatorAction": "operator",
  "members/reactivateMemberAsOperatorAction": "operator",
  "members/removeMemberAsOperatorAction": "operator",
  "merges/getMergeOfferAction": "signed in",
  "merges/requestOtherContactProofAction": "signed in",
  "merges/giveOtherContactProofAction": "signed in",
  "merges/takeNumberAction": "signed in",
  "merges/mergeUsersAction": "signed in",
  "looks/startLookAction": "operator",
  "looks/endLookAction": "operator",
  "merges/undoMergeAction": "operator",
  "messages/resolveMessageAction": "operator",
  "messages/resolveOwnMessageAction": "manages",
  "onboarding/beginOpeningAction": "signed in",
  "onboarding/keepTypedAction": "admin changes",
  "onboarding/saveBusinessAction": "admin changes",
  "onboarding/saveShopAction": "admin changes",
  "onboarding/checkSlugAction": "admin changes",
  "onboarding/finishStepAction": "admin changes",
  "onboarding/submitOpeningAction": "admin changes",
  "onboarding/discardOpeningAction": "admin changes",
  "operators/addOperatorAction": "operator",
  "operators/changeOperatorAction": "operator",
  "operators/removeOperatorAction": "operator",
  "orders/placeOrderAction": "shop",
  "orders/orderAgainAction": "shop",
  "orders/confirmOrderAction": "answers",
  "orders/shipOrderAction": "answers",
  "orders/deliverOrderAction": "answers",
  "orders/cancelOrderAction": "answers",
  "payouts/computePayoutsAction": "operator",
  "payouts/startPayoutRunAction": "operator",
  "payouts/recomputePayoutAction": "operator",
  "payouts/approvePayoutAction": "operator",
  "payouts/payPayoutAction": "operator",
  "payouts/correctPayoutAction": "operator",
  "payouts/discardPayoutAction": "operator",
  "refunds/refundOrderAction": "manages",
  "products/addProductAction": "manages",
  "products/updateProductAction": "manages",
  "products/setProductStatusAction": "manages",
  "products/setProductPricesAction": "manages",
  "sellers/decideSellerAction": "operator",
  "sellers/decideSellersAction": "operator",
  "sellers/setSellerTermsAction": "operator",
  "sellers/terminateSellerAction": "operator",
  "sellers/updateSettingsAction": "admin changes",
  "sellers/saveProfileAction": "admin changes",
  "share-links/askByShareLinkAction": "signed in",
  "share-links/createShareLinkAction": "manages",
  "share-links/revokeShareLinkAction": "manages",
  "suppressions/liftSuppressionAction": "operator",
  "users/renameUserAction": "signed in",
  "users/requestContactCodeAction": "signed in",
  "users/requestNewContactCodeAction": "signed in",
  "users/addContactAction": "signed in",
  "users/addContactOrOfferAction": "signed in",
  "users/removeContactAction": "signed in",
  "users/setLocaleAction": "signed in",
  "users/setThemeAction": "signed in",
  "users/endUserSessionsAction": "operator",
  "users/disableUserAction": "operator",
  "users/enableUserAction": "operator",
  "users/eraseUserAction": "operator",
  "visits/eraseVisitsAction": "manages",
};
/** Doors whose actions name the seller first. */
const OF_SELLERS: Door[] = ["shop", "reads", "answers", "manages", "admin reads", "admin changes"];

type AnyAction = (...args: unknown[]) => Promise<ActionResult<unknown>>;
const found = new Map<string, AnyAction>();
let actors: Actors;

beforeAll(async () => {
  for (const file of globSync("lib/*/actions.ts")) {
    const noun = file.split("/")[1] ?? "";
    const exported: Record<string, AnyAction> = await import(`../${noun}/actions.ts`);
    for (const [name, run] of Object.entries(exported)) found.set(`${noun}/${name}`, run);
  }
  actors = await createActors();
});
afterAll(closeDb);

/** Input that no action accepts: who is let in learns what is wrong with it, everybody else nothing at all. */
const NONSENSE = { nonsense: true };

async function answerOf(name: string, actor: Actor, slug: string): Promise<string> {
  const run = found.get(name);
  if (!run) throw new Error(`${name} is gone.`);
  const args = OF_SELLERS.includes(ACTIONS[name] ?? "anybody") ? [slug, NONSENSE] : [NONSENSE];
  try {
    const result = await actingAs(actor, () => run(...args));
    if (result.ok) return "in";
    const { code, fields } = result.error;
    if (code === "unauthenticated") return "signed out";
    // Nothing but the one sentence may come with it: no field, no id.
    if (code === "not_found") return fields ? "not found, with fields" : "not found";
    return code === "forbidden" ? "foreign origin" : "in";
  } catch (error) {
    // Whoever is let in may be sent on to a page.
    return error instanceof Error && error.message === "NEXT_REDIRECT" ? "in" : String(error);
  }
}

describe("every server action × every actor", () => {
  it("is listed here", () => {
    expect([...found.keys()].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it.each(["a", "suspended"] as const)("answers as its door says, at seller %s", async (at) => {
    const wrong: string[] = [];
    for (const [name, door] of Object.entries(ACTIONS)) {
      for (const [actor, user] of Object.entries(actors.users) as [ActorName, string | null][]) {
        const answer = await answerOf(name, user ? { user } : {}, actors[at].seller.slug);
        const expected = expectedAnswer(door, at, actor);
        if (answer !== expected) wrong.push(`${name} as ${actor}: ${answer}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("refuses a foreign and a missing Origin before it looks at anything", async () => {
    const owner = await connectOwner();
    const { a } = actors;
    const sessions = { customer: await createSession(a.buyer.id), member: await createSession(a.admin.id) };
    const before = await fingerprint(owner);
    for (const [name, door] of Object.entries(ACTIONS)) {
      const { sessionId } = door === "shop" ? sessions.customer : sessions.member;
      for (const origin of ["https://evil.example", ""]) {
        expect(await answerOf(name, { sessionId, headers: { origin } }, a.seller.slug), name).toBe("foreign origin");
      }
    }
    expect(await fingerprint(owner)).toEqual(before);
    await owner.end();
  });

  it("takes no argument for who acts: another user's session, seller or ids in the input change nothing", async () => {
    const { a, users } = actors;
    const forged = {
      sellerId: a.seller.id,
      seller: a.seller.slug,
      userId: a.buyer.id,
      customerId: a.customer.id,
      scope: "system",
      role: "admin",
    };
    const run = found.get("carts/addLinesToCartAction");
    const result = await actingAs(
      { user: users["customer of B"] },
      async () => await run?.(a.seller.slug, { ...forged, lines: [{ productId: a.product.id, quantity: 1 }] }),
    );
    expect(result).toEqual({ ok: false, error: { code: "not_found", message: "errors.notFound" } });
  });

  it("refuses an argument that holds itself or unfolds without end", async () => {
    const cycle: Record<string, unknown> = { contact: "bad" };
    cycle.self = cycle;
    let dag: object = { a: 1 };
    for (let level = 0; level < 40; level++) dag = { x: dag, y: dag };
    for (const input of [cycle, { contact: "bad", dag }]) {
      const run = found.get("auth/requestSignInCodeAction");
      const result = await actingAs({}, async () => await run?.(input));
      expect(result).toEqual({ ok: false, error: { code: "invalid", message: "errors.invalid" } });
    }
  });
});
