import { describe, expect, it } from "vitest";
import { isLocalAddress, isLocalHost } from "./local-address";

describe("local addresses", () => {
  it.each(["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.5", "169.254.0.1", "::1", "fd00::1", "fe80::1"])(
    "%s is local",
    (address) => {
      expect(isLocalAddress(address)).toBe(true);
    },
  );
  it.each(["8.8.8.8", "172.32.0.1", "0.0.0.0", "2001:db8::1", "", "localhost", "127.0.0.1.example.com"])(
    "%s is not",
    (address) => {
      expect(isLocalAddress(address)).toBe(false);
    },
  );
  it.each(["localhost", "localhost:3000", "shop.localhost", "127.0.0.1:80", "[::1]:3000", "192.168.0.7:3000"])(
    "host %s is local",
    (host) => {
      expect(isLocalHost(host)).toBe(true);
    },
  );
  it.each(["", "example.com", "localhost.example.com", "127.0.0.1.nip.io", "8.8.8.8:3000", "[2001:db8::1]"])(
    "host %s is not",
    (host) => {
      expect(isLocalHost(host)).toBe(false);
    },
  );
});
