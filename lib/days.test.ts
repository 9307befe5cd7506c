import { expect, it } from "vitest";
import { addDays, dayIn, daysFrom } from "@/lib/days";

it("a day is the one where the clock hangs", () => {
  const now = new Date("2026-03-01T03:00:00Z");
  expect(dayIn("America/New_York", now)).toBe("2026-02-28");
  expect(dayIn("Asia/Tokyo", now)).toBe("2026-03-01");
});

it("days follow one another, whatever clocks do between them", () => {
  expect(addDays("2026-03-28", 1)).toBe("2026-03-29");
  expect(addDays("2026-03-29", 1)).toBe("2026-03-30");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysFrom("2026-03-01", "2026-03-31")).toBe(31);
  expect(daysFrom("2026-10-25", "2026-10-25")).toBe(1);
});
