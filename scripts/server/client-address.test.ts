import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { parseProxies, setClientHeaders } from "./client-address.ts";

function seen(peer: string, headers: Record<string, string>, proxies = ""): IncomingMessage["headers"] {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  const request = new IncomingMessage(socket);
  request.url = "/api/vendor/shop/customers/export?q=1";
  Object.assign(request.headers, headers);
  setClientHeaders(request, parseProxies(proxies));
  return request.headers;
}

describe("who the client is", () => {
  it("is the peer, whatever the peer claims, when it is no trusted proxy", () => {
    const claims = {
      host: "shop.example",
      "x-client-ip": "1.1.1.1",
      "x-path": "/innocent",
      "x-forwarded-for": "2.2.2.2",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      "x-real-ip": "3.3.3.3",
      forwarded: "for=4.4.4.4",
    };
    expect(seen("203.0.113.9", claims)).toEqual({
      host: "shop.example",
      "x-client-ip": "203.0.113.9",
      "x-path": "/api/vendor/shop/customers/export?q=1",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "http",
      "x-forwarded-host": "shop.example",
      "x-came-through": "1",
    });
  });

  it("may sit behind a proxy that is not ours: that is told, and no peer can untell it", () => {
    for (const name of [
      "x-forwarded-for",
      "x-forwarded-proto",
      "x-forwarded-prefix",
      "x-real-ip",
      "forwarded",
      "via",
    ]) {
      expect(seen("127.0.0.1", { [name]: "x" })["x-came-through"], name).toBe("1");
    }
    expect(seen("127.0.0.1", { "x-came-through": "" })).not.toHaveProperty("x-came-through");
    expect(seen("127.0.0.1", { via: "1.1 x", "x-came-through": "" })["x-came-through"]).toBe("1");
    expect(seen("127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, "127.0.0.1")).not.toHaveProperty("x-came-through");
  });

  it("is read from the right past our own proxies only", () => {
    const headers = {
      host: "web:3000",
      "x-forwarded-for": "6.6.6.6, 198.51.100.7, 10.0.0.2",
      "x-forwarded-proto": "http, https",
      "x-forwarded-host": "shop.example",
    };
    expect(seen("10.0.0.1", headers, "10.0.0.0/8")).toMatchObject({
      "x-client-ip": "198.51.100.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "shop.example",
    });
  });

  it("stops at what is no address, and falls back to the peer", () => {
    expect(seen("10.0.0.1", { "x-forwarded-for": "1.2.3.4, unknown, 10.0.0.2" }, "10.0.0.0/8")["x-client-ip"]).toBe(
      "10.0.0.2",
    );
    expect(seen("10.0.0.1", {}, "10.0.0.0/8")["x-client-ip"]).toBe("10.0.0.1");
    expect(seen("10.0.0.1", { "x-forwarded-for": "10.0.0.3" }, "10.0.0.0/8")["x-client-ip"]).toBe("10.0.0.3");
  });

  it("knows an address in every spelling", () => {
    expect(seen("::ffff:203.0.113.9", {})["x-client-ip"]).toBe("203.0.113.9");
    expect(seen("::ffff:10.0.0.1", { "x-forwarded-for": "[2001:db8::1]:443" }, "10.0.0.1")["x-client-ip"]).toBe(
      "2001:db8::1",
    );
    expect(seen("2001:db8:1::5", { "x-forwarded-for": "203.0.113.9:5123" }, "2001:db8:1::/48")["x-client-ip"]).toBe(
      "203.0.113.9",
    );
  });

  it("refuses a malformed list of proxies in one sentence", () => {
    for (const list of ["10.0.0.0/33", "proxy.example", "10.0.0.0/8/8", "10.0.0.0/", "10.0.0.1/-1"]) {
      expect(() => parseProxies(list)).toThrow(
        /^TRUSTED_PROXIES has ".+", which is neither an IP address nor a CIDR block\.$/,
      );
    }
  });
});
