/** The few ways in which a request can fail, each with one HTTP status. */
const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many: 429,
  unexpected: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;
/** An amount of money and a day are written by the doors, in the language of the sentence. */
export type ErrorValues = Record<
  string,
  string | number | { minor: number; currency: string } | { at: Date; timeZone: string }
>;

/**
 * An error that the user may read. `message` is a key of the locale files ("invites.errors.alreadyIn"),
 * `fields` maps field names to such keys; the doors translate both.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly values: ErrorValues;
  readonly fields: Record<string, string>;

  constructor(
    code: ErrorCode,
    messageKey: string,
    options: { values?: ErrorValues; fields?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(messageKey, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.values = options.values ?? {};
    this.fields = options.fields ?? {};
  }
}

export function httpStatus(code: ErrorCode): number {
  return STATUS[code];
}

/** The one answer for everything that is not there or not yours. */
export function notFoundError(): AppError {
  return new AppError("not_found", "errors.notFound");
}

/** An error beside one field. */
export function fieldError(field: string, messageKey: string, values: ErrorValues = {}): AppError {
  return new AppError("invalid", messageKey, { values, fields: { [field]: messageKey } });
}
