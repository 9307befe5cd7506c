import { describe, expect, it } from "vitest";
import {
  isReadRight,
  MEMBER_ROLES,
  type MemberRight,
  memberMay,
  OPERATOR_ROLES,
  type OperatorRight,
  operatorMay,
} from "@/lib/access/permissions";

// The whole table once more, by hand: a right that moves to another role is a change here, for a reviewer to see.
const READS: MemberRight[] = [
  "overview.read",
  "products.read",
  "prices.read",
  "orders.read",
  "customers.read",
  "clients.read",
  "requests.read",
  "invites.read",
  "visits.read",
];
const MANAGES: MemberRight[] = [
  "products.write",
  "prices.write",
  "customers.write",
  "orders.refund",
  "clients.write",
  "requests.decide",
  "invites.write",
];
const ADMINISTERS: MemberRight[] = [
  "members.read",
  "members.write",
  "settings.read",
  "settings.write",
  "payouts.read",
  "audit.read",
];
const ALL: MemberRight[] = [...READS, "orders.answer", ...MANAGES, ...ADMINISTERS];

describe("what members may", () => {
  it.each([
    ["support", [...READS, "orders.answer"]],
    ["manager", [...READS, "orders.answer", ...MANAGES]],
    ["admin", ALL],
  ] as const)("%s", (role, rights) => {
    expect(ALL.filter((right) => memberMay(role, right))).toEqual(ALL.filter((right) => rights.includes(right)));
  });

  it("support changes no prices and no members", () => {
    for (const right of ["prices.write", "products.write", "members.read", "members.write"] as const)
      expect(memberMay("support", right)).toBe(false);
  });

  it("only reading remains while the seller is suspended", () => {
    expect(ALL.filter(isReadRight)).toEqual([...READS, "members.read", "settings.read", "payouts.read", "audit.read"]);
  });

  it("there are no other roles", () => {
    expect(MEMBER_ROLES).toEqual(["admin", "manager", "support"]);
    expect(OPERATOR_ROLES).toEqual(["admin", "support", "finance"]);
  });
});

describe("what operators may", () => {
  const SUPPORTS: OperatorRight[] = [
    "sellers.read",
    "stores.look",
    "users.read",
    "users.sessions",
    "audit.read",
    "messages.read",
    "messages.resolve",
  ];
  const COUNTS: OperatorRight[] = ["sellers.read", "sellers.terms", "payouts.read", "payouts.write"];
  const rights: OperatorRight[] = [
    ...SUPPORTS,
    ...COUNTS.slice(1),
    "members.write",
    "operators.write",
    "sellers.decide",
    "sellers.terminate",
    "users.disable",
    "users.merge",
    "users.export",
    "users.erase",
  ];
  it.each([
    ["admin", rights],
    ["support", SUPPORTS],
    ["finance", COUNTS],
  ] as const)("%s", (role, expected) => {
    expect(rights.filter((right) => operatorMay(role, right))).toEqual(
      rights.filter((right) => expected.includes(right)),
    );
  });
});
