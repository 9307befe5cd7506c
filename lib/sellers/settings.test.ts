import { describe, expect, it } from "vitest";
import { patchSettings, readSettings, settingsPatch } from "@/lib/sellers/settings";

const USUAL = {
  notices: { requested: true, autoApproved: true, autoApprovedCustomer: true, decided: true, accessChanged: true },
  invites: { reminderDays: 5, message: null },
  sending: { from: 9, to: 20 },
};

describe("a seller's settings", () => {
  it("are the usual ones where nothing was chosen, and where what is stored makes no sense", () => {
    const senseless = [
      {},
      null,
      "x",
      [],
      { notices: 3 },
      { notices: { decided: "no" }, invites: { reminderDays: -1 }, sending: { from: 3, to: "x" } },
    ];
    for (const settings of senseless) expect(readSettings(settings)).toEqual(USUAL);
  });

  it("keep what was chosen, off as well as never", () => {
    const settings = readSettings({ notices: { decided: false }, invites: { reminderDays: null } });
    expect(settings.notices).toEqual({ ...USUAL.notices, decided: false });
    expect(settings.invites).toEqual({ reminderDays: null, message: null });
  });

  it("change by the fields of a form and no others", () => {
    const before = readSettings({ notices: { decided: false }, invites: { message: "Hello" } });
    const patch = settingsPatch.parse({ notices: { requested: false }, invites: { reminderDays: 3 }, status: "open" });
    expect(patchSettings(before, patch)).toEqual({
      notices: { ...USUAL.notices, decided: false, requested: false },
      invites: { reminderDays: 3, message: "Hello" },
      sending: USUAL.sending,
    });
    expect(settingsPatch.safeParse({ invites: { reminderDays: 14 } }).success).toBe(false);
  });
});
