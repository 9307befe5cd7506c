import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { parseProxies, setClientHeaders } from "./client-address.ts";
import { readCountries, setVisitHeaders } from "./visit-headers.ts";

const countries = readCountries();
type Asked = { peer?: string; proxies?: string; method?: string; url?: string; countryHeader?: string };

function told(given: Record<string, string>, asked: Asked = {}): IncomingMessage["headers"] {
  const { peer = "203.0.113.9", proxies = "", method = "GET", url = "/s/harbor-foods", countryHeader = "" } = asked;
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  const request = new IncomingMessage(socket);
  Object.assign(request, { method, url });
  Object.assign(request.headers, { host: "shop.example", ...given });
  const believed = setClientHeaders(request, parseProxies(proxies));
  setVisitHeaders(request, { countries, countryHeader, believed });
  return request.headers;
}

describe("where a visitor is", () => {
  it("is where the address of whoever connects is registered, in IPv4 and IPv6", () => {
    expect(told({}, { peer: "8.8.8.8" })["x-client-country"]).toBe("US");
    expect(told({}, { peer: "::ffff:8.8.8.8" })["x-client-country"]).toBe("US");
    expect(told({}, { peer: "2a02:2f0f:8000::1" })["x-client-country"]).toBe("RO");
    expect(told({}, { peer: "193.99.144.80" })["x-client-country"]).toBe("DE");
  });

  it("is not known of private addresses, of this machine and of documentation's own", () => {
    for (const peer of [
      "127.0.0.1",
      "::1",
      "10.1.2.3",
      "192.168.1.1",
      "fe80::1",
      "fd00::1",
      "203.0.113.9",
      "2001:db8::1",
    ])
      expect(told({}, { peer }), peer).not.toHaveProperty("x-client-country");
  });

  it("cannot be forged: neither address nor country, unless the peer is a configured proxy", () => {
    const forged = {
      "x-forwarded-for": "193.99.144.80",
      "x-client-country": "FR",
      "cf-ipcountry": "FR",
      "x-page-view": "1",
    };
    const asked = { peer: "8.8.8.8", countryHeader: "CF-IPCountry" };
    expect(told(forged, asked)).toMatchObject({ "x-client-ip": "8.8.8.8", "x-client-country": "US" });
    const behind = { ...asked, proxies: "8.8.8.0/24" };
    expect(told(forged, behind)).toMatchObject({ "x-client-ip": "193.99.144.80", "x-client-country": "FR" });
    expect(told(forged, { ...behind, countryHeader: "" })).toMatchObject({ "x-client-country": "DE" });
  });

  it("comes from the table when the proxy does not know, or says what is no country", () => {
    const behind = { peer: "10.0.0.1", proxies: "10.0.0.0/8", countryHeader: "cf-ipcountry" };
    for (const said of ["XX", "T1", "", "France", "F<"])
      expect(told({ "x-forwarded-for": "8.8.4.4", "cf-ipcountry": said }, behind)["x-client-country"], said).toBe("US");
  });
});

describe("opening a page", () => {
  it("is a GET of a page of a shop", () => {
    expect(told({})).toHaveProperty("x-page-view", "1");
    expect(told({}, { url: "/s/harbor-foods/basket?x=1" })).toHaveProperty("x-page-view", "1");
    expect(told({ "x-page-view": "1" }, { url: "/vendor/harbor-foods" })).not.toHaveProperty("x-page-view");
  });

  it("is no HEAD, no action and no prefetch, whoever prefetches", () => {
    for (const method of ["HEAD", "POST"]) expect(told({}, { method })).not.toHaveProperty("x-page-view");
    const prefetches: Record<string, string>[] = [
      { "next-router-prefetch": "1" },
      { "next-router-segment-prefetch": "/_tree" },
      { purpose: "prefetch" },
      { "sec-purpose": "prefetch;prerender" },
      { "x-moz": "prefetch" },
      { "x-purpose": "preview" },
    ];
    for (const headers of prefetches)
      expect(told({ "x-page-view": "1", ...headers }), Object.keys(headers)[0]).not.toHaveProperty("x-page-view");
  });
});
