import { z } from "zod";
import { MAX_BEAT_SECONDS } from "@/lib/visits/rules";

/** What the browser tells while somebody is in the shop: the page's address, and how long it was looked at since the last time. */
export const beatInput = z.object({
  page: z.string("errors.field").max(500, "errors.field"),
  seconds: z.coerce
    .number("errors.field")
    .int("errors.field")
    .min(0, "errors.field")
    .max(MAX_BEAT_SECONDS, "errors.field"),
});
export type BeatInput = z.output<typeof beatInput>;
