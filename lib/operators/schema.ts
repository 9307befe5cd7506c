import { z } from "zod";
import { OPERATOR_ROLES } from "@/lib/access/permissions";

const role = z.enum(OPERATOR_ROLES, "operators.errors.role");

export const operatorInput = z.object({ userId: z.guid("errors.id") });
export const addOperatorInput = z.object({
  /** A mobile number or e-mail, as typed. */
  contact: z.string("contacts.errors.empty").max(320, "contacts.errors.email"),
  role,
});
export type AddOperatorInput = z.output<typeof addOperatorInput>;
export const changeOperatorInput = operatorInput.extend({ role });
export type ChangeOperatorInput = z.output<typeof changeOperatorInput>;
