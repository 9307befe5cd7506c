import { describe, expect, it } from "vitest";
import { visitorOf } from "@/lib/visits/recording/visitor";

const of = (agent: string, more: Record<string, string> = {}) =>
  visitorOf(new Headers({ "user-agent": agent, ...more }));
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const IPAD =
  "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

describe("a visitor", () => {
  it("has a device, a browser, a system, an address and a country, as far as they are told", () => {
    expect(of(IPHONE, { "x-client-ip": "8.8.8.8", "x-client-country": "US" })).toMatchObject({
      ...{ device: "phone", browser: expect.stringContaining("Safari"), os: "iOS", ip: "8.8.8.8", country: "US" },
    });
    expect(of(IPAD)).toMatchObject({ device: "tablet", ip: null, country: "ZZ" });
    expect(of(DESKTOP)).toMatchObject({ device: "desktop", browser: "Chrome 142", os: "Linux" });
    expect(of(DESKTOP.replace("Chrome/", "HeadlessChrome/"))).toMatchObject({ browser: "Chrome 142" });
  });

  it.each([
    "",
    "   ",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "WhatsApp/2.23.20.0",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
  ])("is not %j", (agent) => {
    expect(of(agent)).toBeNull();
  });

  it("says nothing longer than it may, whatever it says", () => {
    expect(of(`Mozilla/5.0 (X11; Linux) ${"x".repeat(10_000)}/1.0`)?.browser?.length ?? 0).toBeLessThanOrEqual(60);
  });
});
