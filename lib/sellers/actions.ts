"use server";

import { setSellerTerms, updateSettings } from "@/lib/sellers/commands";
import { decideSeller, decideSellers } from "@/lib/sellers/deciding/commands";
import { saveProfile } from "@/lib/sellers/profile/commands";
import { profileInput } from "@/lib/sellers/profile/schema";
import {
  sellerDecisionInput,
  sellerDecisionsInput,
  sellerTermsInput,
  terminateSellerInput,
} from "@/lib/sellers/schema";
import { settingsPatch } from "@/lib/sellers/settings";
import { terminateSeller } from "@/lib/sellers/termination/commands";
import { action } from "@/lib/server/action";

export const decideSellerAction = action({
  scope: "operator",
  can: "sellers.decide",
  input: sellerDecisionInput,
  run: decideSeller,
});

export const decideSellersAction = action({
  scope: "operator",
  can: "sellers.decide",
  input: sellerDecisionsInput,
  run: decideSellers,
});

export const terminateSellerAction = action({
  scope: "operator",
  can: "sellers.terminate",
  input: terminateSellerInput,
  run: terminateSeller,
});

export const setSellerTermsAction = action({
  scope: "operator",
  can: "sellers.terms",
  input: sellerTermsInput,
  run: setSellerTerms,
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
