"use server";
import { proveCodeInput, requestCodeInput } from "@/lib/auth/schema";
import { ensureBrowser } from "@/lib/auth/session-cookie";
import { visitorOf } from "@/lib/auth/visitor";
import { action } from "@/lib/server/action";
import {
  addContact,
  addContactOrOffer,
  removeContact,
  renameUser,
  requestContactCode,
  requestNewContactCode,
  setLocale,
  setTheme,
} from "@/lib/users/commands";
import { writePreferences } from "@/lib/users/preference-cookies";
import { contactIdInput, localeInput, namesInput, themeInput } from "@/lib/users/schema";

export const renameUserAction = action({ scope: "account", input: namesInput, run: renameUser });

export const requestContactCodeAction = action({
  scope: "account",
  input: requestCodeInput,
  run: async (scope, input) => requestContactCode(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const requestNewContactCodeAction = action({
  scope: "account",
  input: requestCodeInput,
  run: async (scope, input) =>
    requestNewContactCode(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const addContactAction = action({
  scope: "account",
  input: proveCodeInput,
  run: async (scope, input) => addContact(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const addContactOrOfferAction = action({
  scope: "account",
  input: proveCodeInput,
  run: async (scope, input) => addContactOrOffer(scope, await visitorOf(scope.origin, await ensureBrowser()), input),
});

export const removeContactAction = action({ scope: "account", input: contactIdInput, run: removeContact });

export const setLocaleAction = action({
  scope: "account",
  input: localeInput,
  run: async (scope, input) => {
    await setLocale(scope, input);
    await writePreferences(input);
  },
});

export const setThemeAction = action({
  scope: "account",
  input: themeInput,
  run: async (scope, input) => {
    await setTheme(scope, input);
    await writePreferences(input);
  },
});
