"use server";

import { addClient, deleteClients, restoreClients, revokeClients, updateClient } from "@/lib/clients/commands";
import { countWaiting, inviteWaiting } from "@/lib/clients/inviting/commands";
import { clientIdsInput, countWaitingInput, newClientInput, updateClientInput } from "@/lib/clients/schema";
import { inviteManyInput } from "@/lib/invites/schema";
import { action } from "@/lib/server/action";

export const addClientAction = action({ scope: "store", can: "clients.write", input: newClientInput, run: addClient });

export const updateClientAction = action({
  scope: "store",
  can: "clients.write",
  input: updateClientInput,
  run: updateClient,
});

export const revokeClientsAction = action({
  scope: "store",
  can: "clients.write",
  input: clientIdsInput,
  run: revokeClients,
});

export const restoreClientsAction = action({
  scope: "store",
  can: "clients.write",
  input: clientIdsInput,
  run: restoreClients,
});

export const deleteClientsAction = action({
  scope: "store",
  can: "clients.write",
  input: clientIdsInput,
  run: deleteClients,
});

export const inviteWaitingAction = action({
  scope: "store",
  can: "invites.write",
  input: inviteManyInput,
  run: inviteWaiting,
});

export const countWaitingAction = action({
  scope: "store",
  can: "invites.write",
  input: countWaitingInput,
  run: countWaiting,
});
