"use server";
import { redirect } from "next/navigation";
import { requestSignInCode } from "@/lib/auth/commands";
import { rememberHome } from "@/lib/auth/destination";
import {
  homeInput,
  knownContactInput,
  noInput,
  proveKnownInput,
  requestCodeInput,
  sessionInput,
} from "@/lib/auth/schema";
import {
  giveOwnProof,
  giveSecondProof,
  requestOwnProof,
  requestSecondProof,
  startAsNew,
} from "@/lib/auth/second-proof/commands";
import { goOnAs } from "@/lib/auth/second-proof/resolved";
import { clearSessionCookie, ensureBrowser } from "@/lib/auth/session-cookie";
import { endOtherSessions, endSession, endSessionById } from "@/lib/auth/sessions";
import { visitorOf } from "@/lib/auth/visitor";
import { action } from "@/lib/server/action";

export const requestSignInCodeAction = action({
  scope: "visitor",
  input: requestCodeInput,
  run: async (scope, input) => requestSignInCode(await visitorOf(scope.origin, await ensureBrowser()), input),
});

/** Ends this session and leaves: pages that the browser kept are asked for anew and lead to the sign-in. */
export const signOutAction = action({
  scope: "account",
  input: noInput,
  run: async (scope) => {
    await endSession(scope, { sessionId: scope.user.sessionId });
    await clearSessionCookie();
    redirect("/sign-in");
  },
});

/** The same for a session that never came so far as to be somebody's. */
export const leaveHeldAction = action({
  scope: "held",
  input: noInput,
  run: async (held) => {
    await endSessionById(held.sessionId, held.origin);
    await clearSessionCookie();
    redirect("/sign-in");
  },
});

export const requestSecondProofAction = action({
  scope: "held",
  input: knownContactInput,
  run: async (held, input) => requestSecondProof(held, await visitorOf(held.origin, await ensureBrowser()), input),
});

export const giveSecondProofAction = action({
  scope: "held",
  input: proveKnownInput,
  run: async (held, input) =>
    goOnAs(await giveSecondProof(held, await visitorOf(held.origin, await ensureBrowser()), input)),
});

export const startAsNewAction = action({
  scope: "held",
  input: noInput,
  run: async (held) => goOnAs(await startAsNew(held, await visitorOf(held.origin, await ensureBrowser()))),
});

export const requestOwnProofAction = action({
  scope: "account",
  input: knownContactInput,
  run: async (scope, input) => requestOwnProof(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const giveOwnProofAction = action({
  scope: "account",
  input: proveKnownInput,
  run: async (scope, input) => giveOwnProof(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const endSessionAction = action({ scope: "account", input: sessionInput, run: endSession });

export const endOtherSessionsAction = action({
  scope: "account",
  input: noInput,
  run: async (scope) => ({ ended: await endOtherSessions(scope) }),
});

/** Several kinds of places: the one chosen here comes first at the next sign-in. */
export const rememberHomeAction = action({
  scope: "account",
  input: homeInput,
  run: (_scope, input) => rememberHome(input),
});
