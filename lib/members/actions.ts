"use server";

import { asMember, asOperator } from "@/lib/members/acting/commands";
import {
  changeMember,
  deactivateMember,
  leaveStore,
  reactivateMember,
  removeMember,
  setOwnLocale,
} from "@/lib/members/commands";
import { inviteMember, resendMemberInvite, revokeMemberInvite } from "@/lib/members/inviting/commands";
import { joinTeam } from "@/lib/members/joining/commands";
import {
  changeMemberInput,
  changeMemberOfInput,
  inviteMemberInput,
  inviteMemberOfInput,
  joinTeamInput,
  leaveInput,
  memberInput,
  memberOfInput,
  ownLocaleInput,
} from "@/lib/members/schema";
import { action } from "@/lib/server/action";

export const inviteMemberAction = action({
  scope: "store",
  can: "members.write",
  input: inviteMemberInput,
  run: (scope, input) => inviteMember(asMember(scope), input),
});

export const resendMemberInviteAction = action({
  scope: "store",
  can: "members.write",
  input: memberInput,
  run: (scope, input) => resendMemberInvite(asMember(scope), input),
});

export const revokeMemberInviteAction = action({
  scope: "store",
  can: "members.write",
  input: memberInput,
  run: (scope, input) => revokeMemberInvite(asMember(scope), input),
});

export const changeMemberAction = action({
  scope: "store",
  can: "members.write",
  input: changeMemberInput,
  run: (scope, input) => changeMember(asMember(scope), input),
});

export const deactivateMemberAction = action({
  scope: "store",
  can: "members.write",
  input: memberInput,
  run: (scope, input) => deactivateMember(asMember(scope), input),
});

export const reactivateMemberAction = action({
  scope: "store",
  can: "members.write",
  input: memberInput,
  run: (scope, input) => reactivateMember(asMember(scope), input),
});

export const removeMemberAction = action({
  scope: "store",
  can: "members.write",
  input: memberInput,
  run: (scope, input) => removeMember(asMember(scope), input),
});

export const joinTeamAction = action({ scope: "account", input: joinTeamInput, run: joinTeam });

/** Everybody's own: no right is asked for beyond being a member. */
export const leaveStoreAction = action({ scope: "store", input: leaveInput, run: (scope) => leaveStore(scope) });

export const setOwnLocaleAction = action({ scope: "store", input: ownLocaleInput, run: setOwnLocale });

export const addMemberAsOperatorAction = action({
  scope: "operator",
  can: "members.write",
  input: inviteMemberOfInput,
  run: async (scope, { sellerId, ...input }) => inviteMember(await asOperator(scope, sellerId), input),
});

export const revokeMemberInviteAsOperatorAction = action({
  scope: "operator",
  can: "members.write",
  input: memberOfInput,
  run: async (scope, { sellerId, ...input }) => revokeMemberInvite(await asOperator(scope, sellerId), input),
});

export const changeMemberAsOperatorAction = action({
  scope: "operator",
  can: "members.write",
  input: changeMemberOfInput,
  run: async (scope, { sellerId, ...input }) => changeMember(await asOperator(scope, sellerId), input),
});

export const deactivateMemberAsOperatorAction = action({
  scope: "operator",
  can: "members.write",
  input: memberOfInput,
  run: async (scope, { sellerId, ...input }) => deactivateMember(await asOperator(scope, sellerId), input),
});

export const reactivateMemberAsOperatorAction = action({
  scope: "operator",
  can: "members.write",
  input: memberOfInput,
  run: async (scope, { sellerId, ...input }) => reactivateMember(await asOperator(scope, sellerId), input),
});

export const removeMemberAsOperatorAction = action({
  scope: "operator",
  can: "members.write",
  input: memberOfInput,
  run: async (scope, { sellerId, ...input }) => removeMember(await asOperator(scope, sellerId), input),
});
