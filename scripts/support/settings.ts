import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { env } from "../../lib/env.ts";
import { messageOf, Refusal } from "./say.ts";

// The web server imports this under plain Node, which knows no path alias.

/** Reads .env, if there is one; what the environment says already stays. */
export function loadSettings(): void {
  const file = resolve(import.meta.dirname, "../../.env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The environment; what is wrong with it is one sentence. */
export function checkedEnv(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    throw new Refusal(messageOf(error));
  }
}
