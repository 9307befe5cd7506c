import type { ErrorCode } from "@/lib/errors";

/** What the browser learns of a failure: text in the user's language, errors per field, and the id that is in the log. */
export type Failure = { code: ErrorCode; message: string; fields?: Record<string, string>; id?: string };

export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: Failure };
