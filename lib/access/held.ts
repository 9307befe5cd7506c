import { AppError } from "@/lib/errors";

const HELD = "auth.errors.held";

/** What everything but the second proof answers to a session whose number may have a new owner. */
export function heldError(): AppError {
  return new AppError("forbidden", HELD);
}

export function isHeld(error: unknown): boolean {
  return error instanceof AppError && error.message === HELD;
}
