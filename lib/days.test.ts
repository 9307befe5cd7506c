import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayIn, daysFrom, startOfDay, timeIn } from "@/lib/days";

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

it("a moment is written as a zone's clocks show it", () => {
  const at = new Date("2026-12-01T04:05:06.789Z");
  expect(timeIn("America/New_York", at)).toBe("2026-11-30 23:05:06");
  expect(timeIn("Asia/Tokyo", at)).toBe("2026-12-01 13:05:06");
});

describe("a day begins", () => {
  it.each([
    ["UTC", "2026-05-01", "2026-05-01T00:00:00Z"],
    ["America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"],
    ["America/New_York", "2026-03-09", "2026-03-09T04:00:00Z"],
    ["Australia/Lord_Howe", "2026-04-06", "2026-04-05T13:30:00Z"],
    // Midnight comes twice; then it does not come at all.
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"],
    ["America/Havana", "2026-03-08", "2026-03-08T05:00:00Z"],
    ["Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00:00Z"],
    ["Pacific/Pago_Pago", "2026-01-01", "2026-01-01T11:00:00Z"],
  ])("in %s %s at %s", (zone, day, start) => {
    expect(startOfDay(zone, day)).toEqual(new Date(start));
  });

  it("where the day before ends, everywhere", () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    fc.assert(
      fc.property(zone, fc.nat(3650), (timeZone, n) => {
        const day = addDays("2020-01-01", n);
        const start = startOfDay(timeZone, day);
        expect(dayIn(timeZone, start)).toBe(day);
        expect(dayIn(timeZone, new Date(start.getTime() - 1))).toBe(addDays(day, -1));
      }),
    );
  });
});
