"use server";

import { inviteCustomers, resendInvite, revokeInvite } from "@/lib/invites/commands";
import { inviteCustomersInput, inviteIdInput } from "@/lib/invites/schema";
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

export const revokeInviteAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteIdInput,
  run: revokeInvite,
});
