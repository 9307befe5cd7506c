"use server";
import { redirect } from "next/navigation";
import { requestSignInCode } from "@/lib/auth/commands";
import { rememberHome } from "@/lib/auth/destination";
import { homeInput, noInput, requestCodeInput, sessionInput } from "@/lib/auth/schema";
import { clearSessionCookie, ensureBrowser } from "@/lib/auth/session-cookie";
import { endOtherSessions, endSession } from "@/lib/auth/sessions";
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
