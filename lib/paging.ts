import { z } from "zod";

/** An opaque cursor: the sort key of the last row of a page. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Reads a cursor of the given shape; anything else is refused with a sentence. */
export function cursorInput<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .max(500, "errors.cursor")
    .transform((text, context): z.output<Schema> => {
      const parsed = schema.safeParse(fromBase64(text));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: "custom", message: "errors.cursor" });
      return z.NEVER;
    })
    .optional();
}

/** A time in a cursor; PostgreSQL knows no year 0. */
export const cursorTime = z.iso.datetime().refine((time) => time >= "0001");

export const limitInput = z.coerce
  .number("errors.limit")
  .int("errors.limit")
  .min(1, "errors.limit")
  .max(100, "errors.limit")
  .default(20);

/** Cuts `limit + 1` fetched rows into a page; the extra row says that there is more. */
export function pageOf<Row>(
  rows: Row[],
  limit: number,
  key: (row: Row) => readonly (string | number)[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null };
}

/** The number of all rows. A first page that has all of them says it itself: counting would look through everything once more. */
export async function totalOf<Total extends number | null>(
  { cursor }: { cursor?: unknown },
  page: { items: readonly unknown[]; nextCursor: string | null },
  countAll: () => Promise<Total>,
): Promise<number | Total> {
  return page.nextCursor === null && cursor === undefined ? page.items.length : await countAll();
}

function fromBase64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"), withoutNul);
  } catch {
    return undefined;
  }
}

/** PostgreSQL's text cannot hold it. */
function withoutNul(_key: string, value: unknown): unknown {
  if (typeof value === "string" && value.includes("\0")) throw new Error("No row has this key.");
  return value;
}
