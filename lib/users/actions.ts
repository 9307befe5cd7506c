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
import { eraseUser } from "@/lib/users/erasing/commands";
import { writePreferences } from "@/lib/users/preference-cookies";
import { disableUser, enableUser, endUserSessions } from "@/lib/users/running/commands";
import {
  contactIdInput,
  disableUserInput,
  eraseUserInput,
  localeInput,
  namesInput,
  themeInput,
  userInput,
} from "@/lib/users/schema";

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

export const endUserSessionsAction = action({
  scope: "operator",
  can: "users.sessions",
  input: userInput,
  run: endUserSessions,
});

export const disableUserAction = action({
  scope: "operator",
  can: "users.disable",
  input: disableUserInput,
  run: disableUser,
});

export const enableUserAction = action({ scope: "operator", can: "users.disable", input: userInput, run: enableUser });

export const eraseUserAction = action({ scope: "operator", can: "users.erase", input: eraseUserInput, run: eraseUser });
