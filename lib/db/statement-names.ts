import { createHash } from "node:crypto";

const LIMIT = 500;
const names = new Map<string, string>();

/**
 * One short name per SQL text, so that PostgreSQL plans each once per connection.
 * Bounded: SQL beyond the limit runs unnamed instead of filling the server's memory.
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= LIMIT) return "";
  const name = `q${createHash("sha1").update(sql).digest("base64url")}`;
  names.set(sql, name);
  return name;
}
