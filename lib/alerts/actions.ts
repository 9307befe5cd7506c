"use server";

import { saveAlertSettings, setAlertMark } from "@/lib/alerts/commands";
import { alertMarkInput, alertSettingsInput } from "@/lib/alerts/schema";
import { action } from "@/lib/server/action";

export const saveAlertSettingsAction = action({
  scope: "store",
  can: "visits.read",
  input: alertSettingsInput,
  run: saveAlertSettings,
});

export const setAlertMarkAction = action({
  scope: "store",
  can: "visits.read",
  input: alertMarkInput,
  run: setAlertMark,
});
