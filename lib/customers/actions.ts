"use server";

import { restoreCustomers, revokeCustomers, updateCustomer } from "@/lib/customers/commands";
import { askFor, withdrawRequest } from "@/lib/customers/requests/commands";
import {
  approveRequests,
  rejectRequests,
  undoApprovals,
  undoRejections,
} from "@/lib/customers/requests/deciding/commands";
import {
  approveRequestsInput,
  askInput,
  rejectRequestsInput,
  undoDecisionsInput,
  withdrawInput,
} from "@/lib/customers/requests/schema";
import { restoreCustomersInput, revokeCustomersInput, updateCustomerInput } from "@/lib/customers/schema";
import { action } from "@/lib/server/action";

export const revokeCustomersAction = action({
  scope: "store",
  can: "customers.write",
  input: revokeCustomersInput,
  run: revokeCustomers,
});

export const restoreCustomersAction = action({
  scope: "store",
  can: "customers.write",
  input: restoreCustomersInput,
  run: restoreCustomers,
});

export const updateCustomerAction = action({
  scope: "store",
  can: "customers.write",
  input: updateCustomerInput,
  run: updateCustomer,
});

export const approveRequestsAction = action({
  scope: "store",
  can: "requests.decide",
  input: approveRequestsInput,
  run: approveRequests,
});

export const rejectRequestsAction = action({
  scope: "store",
  can: "requests.decide",
  input: rejectRequestsInput,
  run: rejectRequests,
});

export const undoRejectionsAction = action({
  scope: "store",
  can: "requests.decide",
  input: undoDecisionsInput,
  run: undoRejections,
});

export const undoApprovalsAction = action({
  scope: "store",
  can: "requests.decide",
  input: undoDecisionsInput,
  run: undoApprovals,
});

export const requestAccessAction = action({ scope: "account", input: askInput, run: askFor });

export const withdrawRequestAction = action({ scope: "account", input: withdrawInput, run: withdrawRequest });
