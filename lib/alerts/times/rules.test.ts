import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isQuiet, nextDigest, nextHour, wallAt } from "./rules";

const at = (text: string) => new Date(text);

describe("the next time that it is an hour", () => {
  it.each([
    ["later today", "America/New_York", 8, "2026-07-01T11:00:00Z", "2026-07-01T12:00:00Z"],
    ["tomorrow, when it is that hour just now", "America/New_York", 8, "2026-07-01T12:00:00Z", "2026-07-02T12:00:00Z"],
    ["after the clocks went forward in between", "America/New_York", 8, "2026-03-07T14:00:00Z", "2026-03-08T12:00:00Z"],
    ["after the clocks went back in between", "America/New_York", 8, "2026-10-31T13:00:00Z", "2026-11-01T13:00:00Z"],
    ["the jump itself, of an hour left out", "America/New_York", 2, "2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z"],
    ["the first of two", "America/New_York", 1, "2026-11-01T04:30:00Z", "2026-11-01T05:00:00Z"],
    ["not the second of two", "America/New_York", 1, "2026-11-01T05:30:00Z", "2026-11-02T06:00:00Z"],
    ["in a zone of three quarters", "Asia/Kathmandu", 8, "2026-07-01T00:00:00Z", "2026-07-01T02:15:00Z"],
    ["where midnight is left out", "Africa/Cairo", 0, "2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z"],
  ])("%s", (_name, zone, hour, after, expected) => {
    expect(nextHour(zone, hour, at(after))).toEqual(at(expected));
  });

  it("comes once a day, in every zone and season: after it the next one is 23 to 25 hours away", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Tokyo"];
    const time = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), time, (zone, hour, now) => {
        const first = nextHour(zone, hour, new Date(now));
        const second = nextHour(zone, hour, first);
        const away = (second.getTime() - first.getTime()) / 3_600_000;
        expect(first.getTime()).toBeGreaterThan(now);
        expect((first.getTime() - now) / 3_600_000).toBeLessThanOrEqual(25);
        expect(away).toBeGreaterThanOrEqual(22.5);
        expect(away).toBeLessThanOrEqual(25.5);
        // Nothing is told at a time that was quiet a moment ago and is so again.
        expect(new Date(wallAt(zone, first.getTime())).getUTCHours() - hour).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("quiet hours", () => {
  const night = { from: 22, to: 7 };
  it.each([
    ["before midnight", "2026-07-02T02:00:00Z", true],
    ["after midnight", "2026-07-02T10:59:59Z", true],
    ["when they end", "2026-07-02T11:00:00Z", false],
    ["just before they begin", "2026-07-02T01:59:59Z", false],
  ])("across midnight: %s", (_name, now, quiet) => {
    expect(isQuiet("America/New_York", night, at(now))).toBe(quiet);
  });

  it("within a day, and none", () => {
    expect(isQuiet("UTC", { from: 12, to: 14 }, at("2026-07-01T13:59:00Z"))).toBe(true);
    expect(isQuiet("UTC", { from: 12, to: 14 }, at("2026-07-01T14:00:00Z"))).toBe(false);
    expect(isQuiet("UTC", null, at("2026-07-01T13:00:00Z"))).toBe(false);
  });

  it.each([
    ["of 23 hours", "2026-03-29T00:30:00Z", "2026-03-29T05:00:00Z"],
    ["of 25 hours", "2026-10-25T00:30:00Z", "2026-10-25T06:00:00Z"],
  ])("end at the hour by the clock on a day %s", (_day, now, end) => {
    const settings = { mode: "instant", quiet: night, digestHour: 8 } as const;
    expect(nextDigest("Europe/Berlin", settings, at(now))).toEqual(at(end));
  });
});
