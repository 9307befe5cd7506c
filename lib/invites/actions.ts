"use server";

import { askForNewInvite, askInOwnName } from "@/lib/invites/asking/commands";
import { inviteCustomers } from "@/lib/invites/commands";
import { resendInvite, resendInvites, revokeInvite, revokeInvites } from "@/lib/invites/resending/commands";
import {
  askAgainInput,
  askInOwnNameInput,
  inviteCustomersInput,
  inviteIdInput,
  inviteIdsInput,
} from "@/lib/invites/schema";
import { action } from "@/lib/server/action";

export const inviteCustomersAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteCustomersInput,
  run: inviteCustomers,
});

export const resendInviteAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteIdInput,
  run: resendInvite,
});

export const resendInvitesAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteIdsInput,
  run: resendInvites,
});

export const revokeInviteAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteIdInput,
  run: revokeInvite,
});

export const revokeInvitesAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteIdsInput,
  run: revokeInvites,
});

export const askForNewInviteAction = action({ scope: "visitor", input: askAgainInput, run: askForNewInvite });

export const askInOwnNameAction = action({ scope: "account", input: askInOwnNameInput, run: askInOwnName });
