/** One entry of a seller's client list. Browser-safe. */
export const CLIENT_STATUSES = ["pending", "approved", "revoked"] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

/** So many entries are changed in one go; more belongs into an import. */
export const CLIENT_BULK = 500;

export function clientStatus(text: string): ClientStatus {
  const status = CLIENT_STATUSES.find((one) => one === text);
  if (!status) throw new Error(`No client status: ${text}`);
  return status;
}
