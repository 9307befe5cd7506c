import "server-only";
import type { z } from "zod";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** What the address of a list asks for. One that makes no sense asks for the whole list and is ignored, which the page says. */
export async function readAddress<Schema extends z.ZodType>(
  schema: Schema,
  searchParams: SearchParams,
): Promise<{ input: z.output<Schema>; ignored: boolean }> {
  const asked = schema.safeParse(await searchParams);
  return asked.success ? { input: asked.data, ignored: false } : { input: schema.parse({}), ignored: true };
}
