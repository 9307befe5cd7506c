import { env } from "@/lib/env";
import { secretFor } from "@/lib/secrets";

export const APP_LOGIN = "tradehall_app";
export const OPERATOR_LOGIN = "tradehall_operator_login";

/** The passwords of the two login roles; `migrate` sets them. */
export function loginPasswords(): Record<string, string> {
  return {
    [APP_LOGIN]: secretFor(`database ${APP_LOGIN}`).toString("base64url"),
    [OPERATOR_LOGIN]: secretFor(`database ${OPERATOR_LOGIN}`).toString("base64url"),
  };
}

/** The connection string of a login role at the server of `ownerUrl`. */
export function loginUrl(ownerUrl: string, login: typeof APP_LOGIN | typeof OPERATOR_LOGIN): string {
  const url = new URL(ownerUrl);
  url.username = login;
  url.password = loginPasswords()[login] ?? "";
  return url.toString();
}

export function appDatabaseUrl(): string {
  return env().APP_DATABASE_URL ?? fromOwner(APP_LOGIN);
}

export function operatorDatabaseUrl(): string {
  return env().OPERATOR_DATABASE_URL ?? fromOwner(OPERATOR_LOGIN);
}

function fromOwner(login: typeof APP_LOGIN | typeof OPERATOR_LOGIN): string {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("No database is configured: set DATABASE_URL, or start with `npm start`.");
  return loginUrl(DATABASE_URL, login);
}
