"use server";

import { computePayouts } from "@/lib/payouts/computing/commands";
import {
  approvePayout,
  correctPayout,
  discardPayout,
  payPayout,
  recomputePayout,
} from "@/lib/payouts/deciding/commands";
import { startPayoutRun } from "@/lib/payouts/running/commands";
import {
  approvePayoutInput,
  computePayoutsInput,
  correctPayoutInput,
  payoutRunInput,
  payPayoutInput,
  sellerPayoutInput,
} from "@/lib/payouts/schema";
import { action } from "@/lib/server/action";

export const computePayoutsAction = action({
  scope: "operator",
  can: "payouts.write",
  input: computePayoutsInput,
  run: computePayouts,
});

export const startPayoutRunAction = action({
  scope: "operator",
  can: "payouts.write",
  input: payoutRunInput,
  run: startPayoutRun,
});

export const recomputePayoutAction = action({
  scope: "operator",
  can: "payouts.write",
  input: sellerPayoutInput,
  run: recomputePayout,
});

export const approvePayoutAction = action({
  scope: "operator",
  can: "payouts.write",
  input: approvePayoutInput,
  run: approvePayout,
});

export const payPayoutAction = action({
  scope: "operator",
  can: "payouts.write",
  input: payPayoutInput,
  run: payPayout,
});

export const correctPayoutAction = action({
  scope: "operator",
  can: "payouts.write",
  input: correctPayoutInput,
  run: correctPayout,
});

export const discardPayoutAction = action({
  scope: "operator",
  can: "payouts.write",
  input: sellerPayoutInput,
  run: discardPayout,
});
