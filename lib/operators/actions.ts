"use server";

import { addOperatorAs, changeOperator, removeOperator } from "@/lib/operators/commands";
import { addOperatorInput, changeOperatorInput, operatorInput } from "@/lib/operators/schema";
import { action } from "@/lib/server/action";

export const addOperatorAction = action({
  scope: "operator",
  can: "operators.write",
  input: addOperatorInput,
  run: addOperatorAs,
});

export const changeOperatorAction = action({
  scope: "operator",
  can: "operators.write",
  input: changeOperatorInput,
  run: changeOperator,
});

export const removeOperatorAction = action({
  scope: "operator",
  can: "operators.write",
  input: operatorInput,
  run: removeOperator,
});
