const AWAY_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
  "53300",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
]);
const AWAY_TEXT =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Can't reach database server|DatabaseNotReachable/i;

/** Is this the database not answering (rather than refusing)? Looks through Prisma's and the driver's wrapping. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string" && AWAY_CODES.has(code)) return true;
  return AWAY_TEXT.test(error.message) || isDatabaseAway(error.cause, depth + 1);
}

/** A unique key was violated. */
export function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Error &&
    ((error as { code?: unknown }).code === "P2002" || (error as { code?: unknown }).code === "23505")
  );
}
