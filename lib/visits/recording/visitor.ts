import "server-only";
import { isbot } from "isbot";
import { userAgentFromString } from "next/server";
import { type Device, UNKNOWN_COUNTRY } from "@/lib/visits/rules";

/** Who looks, as far as a visit tells. */
export type Visitor = {
  /** As text; null where it is not known. */
  ip: string | null;
  country: string;
  device: Device;
  browser: string | null;
  os: string | null;
};

/** Null: a robot, or something that does not say what it is. A browser without a window is a browser: a person has signed in with it. */
export function visitorOf(headers: Headers): Visitor | null {
  const agent = headers.get("user-agent")?.slice(0, 500).replace("HeadlessChrome", "Chrome") ?? "";
  if (agent.trim() === "" || isbot(agent)) return null;
  const { isBot, browser, os, device } = userAgentFromString(agent);
  if (isBot) return null;
  return {
    ip: headers.get("x-client-ip"),
    country: headers.get("x-client-country") ?? UNKNOWN_COUNTRY,
    device: deviceOf(device.type),
    browser: nameOf(browser.name, browser.major),
    os: nameOf(os.name),
  };
}

function deviceOf(type: string | undefined): Device {
  if (type === "mobile" || type === "wearable") return "phone";
  return type === "tablet" ? "tablet" : "desktop";
}

function nameOf(...parts: (string | undefined)[]): string | null {
  const name = parts.filter(Boolean).join(" ").replace(/\p{C}/gu, "").slice(0, 60);
  return name || null;
}
