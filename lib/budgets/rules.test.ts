import { describe, expect, it } from "vitest";
import { addressBlock, addressNetwork } from "@/lib/budgets/rules";

describe("addresses", () => {
  it("count for themselves; an IPv6 neighbour is the same: one household has a /64", () => {
    expect(addressBlock("192.0.2.7")).toBe("192.0.2.7");
    expect(addressBlock("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
    expect(addressBlock("2001:0db8:0001:0002::1")).toBe("2001:db8:1:2");
    expect(addressBlock("2001:db8::1")).toBe("2001:db8:0:0");
    expect(addressBlock("::1")).toBe("0:0:0:0");
  });

  it("lie in a network: the /24, in IPv6 the /48", () => {
    expect(addressNetwork("192.0.2.7")).toBe("192.0.2");
    expect(addressNetwork("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1");
    expect(addressNetwork("2001:db8::1")).toBe("2001:db8:0");
    expect(addressNetwork("::1")).toBe("0:0:0");
  });
});
