import { describe, expect, it } from "vitest";
import { QUEUE_NAMES } from "@/lib/jobs/queues";
import ar from "@/locales/ar/platform.json";
import de from "@/locales/de/platform.json";
import en from "@/locales/en/platform.json";

describe("what runs by the clock", () => {
  it.each(Object.entries({ en, de, ar }))("has a name that people read, in %s", (_, { names }) => {
    expect(Object.keys(names).sort()).toEqual([...QUEUE_NAMES].sort());
  });
});
