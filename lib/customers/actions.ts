"use server";

import { restoreCustomer, revokeCustomer, updateCustomer } from "@/lib/customers/commands";
import { approveRequest, rejectRequest, requestAccess } from "@/lib/customers/requests/commands";
import {
  approveRequestInput,
  customerIdInput,
  rejectRequestInput,
  requestAccessInput,
  updateCustomerInput,
} from "@/lib/customers/schema";
import { action } from "@/lib/server/action";

export const revokeCustomerAction = action({
  scope: "store",
  can: "customers.write",
  input: customerIdInput,
  run: revokeCustomer,
});

export const restoreCustomerAction = action({
  scope: "store",
  can: "customers.write",
  input: customerIdInput,
  run: restoreCustomer,
});

export const updateCustomerAction = action({
  scope: "store",
  can: "customers.write",
  input: updateCustomerInput,
  run: updateCustomer,
});

export const approveRequestAction = action({
  scope: "store",
  can: "requests.decide",
  input: approveRequestInput,
  run: approveRequest,
});

export const rejectRequestAction = action({
  scope: "store",
  can: "requests.decide",
  input: rejectRequestInput,
  run: rejectRequest,
});

export const requestAccessAction = action({ scope: "account", input: requestAccessInput, run: requestAccess });
