/** What one of our route handlers answered instead of data; the message is already in the user's language. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    message: string,
    readonly code: string,
    readonly id?: string,
  ) {
    super(message);
  }
}

/** Asking once more helps where the network failed, not where the door is closed. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.code === "not_found";
}

/** Reads from our own route handlers. An answer that belongs to another seller is dropped. */
export async function getJson<Data extends { sellerId: string | null }>(
  url: string,
  sellerId: string | null,
  signal?: AbortSignal,
): Promise<Data> {
  const response = await fetch(url, { signal: signal ?? null, headers: { accept: "application/json" } });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(body?.error?.message ?? "", body?.error?.code ?? "unexpected", body?.error?.id);
  if (body?.sellerId !== sellerId) throw new ApiError("", "unexpected");
  return body;
}
