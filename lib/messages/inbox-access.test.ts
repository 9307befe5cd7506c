import { afterEach, describe, expect, it } from "vitest";
import { localInbox, resetEnv } from "@/lib/env";
import { isInboxOpen } from "./inbox-access";

const NAMES = ["APP_URL", "LOCAL_INBOX", "TWILIO_ACCOUNT_SID", "RESEND_API_KEY"] as const;
const twilio = { TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}` };
const resend = { RESEND_API_KEY: "re_test" };
const here = { host: "localhost:3000", ip: "127.0.0.1", cameThrough: false };

function given(values: Partial<Record<(typeof NAMES)[number], string>>): void {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, values);
  resetEnv();
}

afterEach(() => given({}));

describe("the inbox exists only in inbox mode", () => {
  it("without keys, here: open, without any setting", () => {
    given({});
    expect(isInboxOpen(here)).toBe(true);
    expect(isInboxOpen({ ...here, host: "[::1]:3000", ip: "::1" })).toBe(true);
  });

  it("without an address of its own: for this machine only, since anybody can ask for localhost", () => {
    given({});
    expect(isInboxOpen({ ...here, ip: "192.168.1.9" })).toBe(false);
    expect(isInboxOpen({ ...here, ip: "172.17.0.1" })).toBe(false);
    given({ APP_URL: "http://192.168.1.5:3000" });
    expect(isInboxOpen({ ...here, host: "192.168.1.5:3000", ip: "192.168.1.9" })).toBe(true);
  });

  it("closed to whoever came through a proxy that is not in TRUSTED_PROXIES, whatever else looks local", () => {
    given({});
    expect(isInboxOpen({ ...here, cameThrough: true })).toBe(false);
    given({ APP_URL: "http://localhost:3000" });
    expect(isInboxOpen({ ...here, cameThrough: true })).toBe(false);
  });

  it("with all keys: closed, unless asked for", () => {
    given({ ...twilio, ...resend });
    expect(isInboxOpen(here)).toBe(false);
    given({ ...twilio, ...resend, LOCAL_INBOX: "1" });
    expect(isInboxOpen(here)).toBe(true);
  });

  it("with one provider's keys: open for what the other would send", () => {
    given(twilio);
    expect([localInbox("sms"), localInbox("email"), isInboxOpen(here)]).toEqual([false, true, true]);
  });

  it("a public installation that forgot its keys shows nothing to anybody", () => {
    given({});
    expect(isInboxOpen({ ...here, host: "trade.example" })).toBe(false);
    expect(isInboxOpen({ ...here, ip: "203.0.113.7" })).toBe(false);
    expect(isInboxOpen({ ...here, host: "", ip: "0.0.0.0" })).toBe(false);
    given({ APP_URL: "https://trade.example" });
    expect(isInboxOpen(here)).toBe(false);
  });

  it("LOCAL_INBOX=1 opens it on purpose, anywhere", () => {
    given({ APP_URL: "https://staging.example", LOCAL_INBOX: "1" });
    expect(isInboxOpen({ host: "staging.example", ip: "203.0.113.7", cameThrough: true })).toBe(true);
  });
});
