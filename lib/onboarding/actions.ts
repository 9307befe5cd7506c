"use server";

import {
  beginOpening,
  checkSlug,
  discardOpening,
  finishStep,
  keepTyped,
  saveBusiness,
  saveShop,
  submitOpening,
} from "@/lib/onboarding/commands";
import {
  beginInput,
  businessInput,
  draftInput,
  noInput,
  shopInput,
  slugInput,
  stepInput,
} from "@/lib/onboarding/schema";
import { action } from "@/lib/server/action";

export const beginOpeningAction = action({ scope: "account", input: beginInput, run: beginOpening });

export const keepTypedAction = action({ scope: "store", can: "settings.write", input: draftInput, run: keepTyped });

export const saveBusinessAction = action({
  scope: "store",
  can: "settings.write",
  input: businessInput,
  run: saveBusiness,
});

export const saveShopAction = action({ scope: "store", can: "settings.write", input: shopInput, run: saveShop });

export const checkSlugAction = action({ scope: "store", can: "settings.write", input: slugInput, run: checkSlug });

export const finishStepAction = action({ scope: "store", can: "settings.write", input: stepInput, run: finishStep });

export const submitOpeningAction = action({
  scope: "store",
  can: "settings.write",
  input: noInput,
  run: submitOpening,
});

export const discardOpeningAction = action({
  scope: "store",
  can: "settings.write",
  input: noInput,
  run: discardOpening,
});
