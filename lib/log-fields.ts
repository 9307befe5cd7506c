/**
 * What may be logged. Everything else is dropped, because what nobody thought of is where a phone number hides:
 * ids, codes, counts, times and route templates, never values that people typed.
 */
const ALLOWED = [
  ...[
    "id",
    "sellerId",
    "userId",
    "sessionId",
    "customerId",
    "memberId",
    "orderId",
    "inviteId",
    "messageId",
    "jobId",
    "errorId",
    "requestId",
  ],
  ...[
    "scope",
    "action",
    "route",
    "method",
    "status",
    "code",
    "reason",
    "kind",
    "channel",
    "provider",
    "queue",
    "event",
    "attempt",
  ],
  ...["count", "durationMs", "port", "pid", "version"],
] as const;

type Allowed = (typeof ALLOWED)[number];
export type LogFields = { [name in Allowed]?: string | number | boolean | null } & { err?: unknown };

const names = new Set<string>(ALLOWED);

/** Only listed names, and of these only plain values. */
export function allowedFields(fields: object): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name, value]) => names.has(name) && isPlain(value));
  return { ...Object.fromEntries(kept), ...("err" in fields ? { err: reducedError(fields.err) } : {}) };
}

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

type ReducedError = { name: string; code?: string; id?: string; stack?: string; cause?: ReducedError };

/** Name, code, id and where: messages quote values ("Key (phone)=(+1…) exists"), so they stay out, in the stack's head too. */
export function reducedError(error: unknown, depth = 0): ReducedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, id } = error as Error & { code?: unknown; id?: unknown };
  return {
    name: error.name,
    ...(typeof code === "string" && { code }),
    ...(typeof id === "string" && { id }),
    stack: frames(error.stack ?? ""),
    ...(error.cause !== undefined && depth < 3 && { cause: reducedError(error.cause, depth + 1) }),
  };
}

function frames(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .join("\n");
}
