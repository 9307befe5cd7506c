import { z } from "zod";
import { ALERT_MODES, MARKS } from "@/lib/alerts/rules";

const hour = z.number("errors.field").int("errors.field").min(0, "errors.field").max(23, "errors.field");
const on = z.boolean("errors.field");

export const alertSettingsInput = z.object({
  mode: z.enum(ALERT_MODES, "errors.field"),
  coolDown: z.number("errors.field").int("errors.field").min(0, "errors.field").max(10_080, "errors.field"),
  onlyWatched: on,
  quiet: z
    .object({ from: hour, to: hour })
    .refine(({ from, to }) => from !== to, { message: "alerts.errors.sameHour", path: ["to"] })
    .nullable(),
  digestHour: hour,
  weekly: on,
});
export type AlertSettingsInput = z.output<typeof alertSettingsInput>;

/** `mark` null: neither muted nor watched. */
export const alertMarkInput = z.object({
  customerId: z.guid("errors.id"),
  mark: z.enum(MARKS, "errors.field").nullable(),
});
export type AlertMarkInput = z.output<typeof alertMarkInput>;
