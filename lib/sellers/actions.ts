"use server";

import { decideSeller, updateSettings } from "@/lib/sellers/commands";
import { saveProfile } from "@/lib/sellers/profile/commands";
import { profileInput } from "@/lib/sellers/profile/schema";
import { sellerDecisionInput } from "@/lib/sellers/schema";
import { settingsPatch } from "@/lib/sellers/settings";
import { action } from "@/lib/server/action";

export const decideSellerAction = action({
  scope: "operator",
  can: "sellers.decide",
  input: sellerDecisionInput,
  run: decideSeller,
});

export const updateSettingsAction = action({
  scope: "store",
  can: "settings.write",
  input: settingsPatch,
  run: updateSettings,
});

export const saveProfileAction = action({
  scope: "store",
  can: "settings.write",
  input: profileInput,
  run: saveProfile,
});
