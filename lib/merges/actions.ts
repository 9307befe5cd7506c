"use server";
import { knownContactInput, proveKnownInput } from "@/lib/auth/schema";
import { ensureBrowser } from "@/lib/auth/session-cookie";
import { visitorOf } from "@/lib/auth/visitor";
import { mergeUsers } from "@/lib/merges/commands";
import { giveOtherContactProof, requestOtherContactProof, takeNumber } from "@/lib/merges/proofs/commands";
import { getMergeOffer } from "@/lib/merges/queries";
import { proofInput, undoInput } from "@/lib/merges/schema";
import { undoMerge } from "@/lib/merges/undoing/commands";
import { action } from "@/lib/server/action";

export const getMergeOfferAction = action({
  scope: "account",
  input: proofInput,
  run: async (scope, input) => getMergeOffer(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const requestOtherContactProofAction = action({
  scope: "account",
  input: proofInput.extend(knownContactInput.shape),
  run: async (scope, input) =>
    requestOtherContactProof(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const giveOtherContactProofAction = action({
  scope: "account",
  input: proofInput.extend(proveKnownInput.shape),
  run: async (scope, input) =>
    giveOtherContactProof(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const takeNumberAction = action({
  scope: "account",
  input: proofInput,
  run: async (scope, input) => takeNumber(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const mergeUsersAction = action({
  scope: "account",
  input: proofInput,
  run: async (scope, input) => mergeUsers(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const undoMergeAction = action({ scope: "operator", can: "users.merge", input: undoInput, run: undoMerge });
