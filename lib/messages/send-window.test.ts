import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contact } from "@/lib/contacts/rules";
import { sendWindow } from "@/lib/messages/send-window";

const phone = (value: string): Contact => ({ kind: "phone", value });
const email: Contact = { kind: "email", value: "nina@example.com" };
const NEW_YORK = "America/New_York";
const at = (iso: string) => new Date(iso);
const window = (contact: Contact, zone: string, iso: string) => sendWindow(contact, zone, at(iso)).toISOString();

describe("send windows by the recipient's time zone", () => {
  it("by day it goes out at once, at night it waits for nine in the morning", () => {
    const british = phone("+447911123456");
    expect(window(british, NEW_YORK, "2026-01-15T12:34:56.000Z")).toBe("2026-01-15T12:34:56.000Z");
    expect(window(british, NEW_YORK, "2026-01-15T03:10:00.000Z")).toBe("2026-01-15T09:00:00.000Z");
    expect(window(british, NEW_YORK, "2026-01-15T20:00:00.000Z")).toBe("2026-01-16T09:00:00.000Z");
  });

  it("a number counts by its country, whatever the seller's zone is", () => {
    // 10:00 in New York is 18:00 in Dubai, 19:00 is 03:00.
    expect(window(phone("+971501234567"), NEW_YORK, "2026-01-15T15:00:00.000Z")).toBe("2026-01-15T15:00:00.000Z");
    expect(window(phone("+971501234567"), NEW_YORK, "2026-01-16T00:00:00.000Z")).toBe("2026-01-16T05:00:00.000Z");
  });

  it("a country of many zones: only while it is day in all of them", () => {
    // From nine in Hawaii, which is fourteen in New York, to twenty in New York.
    const american = phone("+12025550101");
    expect(window(american, "Europe/Berlin", "2026-01-15T15:00:00.000Z")).toBe("2026-01-15T19:00:00.000Z");
    expect(window(american, "Europe/Berlin", "2026-01-15T23:59:00.000Z")).toBe("2026-01-15T23:59:00.000Z");
    expect(window(american, "Europe/Berlin", "2026-01-16T01:00:00.000Z")).toBe("2026-01-16T19:00:00.000Z");
  });

  it("an e-mail counts by the seller's zone, also over the change of the clocks", () => {
    expect(window(email, NEW_YORK, "2026-01-15T13:00:00.000Z")).toBe("2026-01-15T14:00:00.000Z");
    // Clocks go forward in the night of 8 March 2026.
    expect(window(email, NEW_YORK, "2026-03-08T02:00:00.000Z")).toBe("2026-03-08T13:00:00.000Z");
    expect(window(email, "Asia/Kathmandu", "2026-01-15T00:00:00.000Z")).toBe("2026-01-15T03:15:00.000Z");
  });

  it("keeps to the hours that the seller chose, and never waits for a country in which they do not meet", () => {
    const british = phone("+447911123456");
    const opens = (contact: Contact, iso: string) =>
      sendWindow(contact, NEW_YORK, at(iso), { from: 12, to: 16 }).toISOString();
    expect(opens(british, "2026-01-15T11:59:00.000Z")).toBe("2026-01-15T12:00:00.000Z");
    expect(opens(british, "2026-01-15T16:00:00.000Z")).toBe("2026-01-16T12:00:00.000Z");
    // At no hour is it between twelve and sixteen in Hawaii and New York at once: the seller's own day counts.
    expect(opens(phone("+12025550101"), "2026-01-15T15:00:00.000Z")).toBe("2026-01-15T17:00:00.000Z");
  });

  it("is never before now, never days away, and open when it is reached", () => {
    const contacts = [email, ...["+12025550101", "+447911123456", "+61412345678", "+79161234567"].map(phone)];
    fc.assert(
      fc.property(
        fc.constantFrom(...contacts),
        fc.constantFrom(NEW_YORK, "Asia/Tokyo", "Pacific/Auckland"),
        fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z"), noInvalidDate: true }),
        (contact, zone, now) => {
          const open = sendWindow(contact, zone, now);
          expect(open.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(open.getTime() - now.getTime()).toBeLessThan(25 * 3_600_000);
          expect(sendWindow(contact, zone, open)).toEqual(open);
        },
      ),
      { numRuns: 300 },
    );
  });
});
