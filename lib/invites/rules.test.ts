import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInviteLines } from "@/lib/invites/lines";
import {
  answerToProof,
  INVITE_DAYS,
  INVITE_STATUSES,
  inviteExpiry,
  inviteMayBecome,
  inviteStatusesBefore,
  statusNow,
} from "@/lib/invites/rules";

const status = fc.constantFrom(...INVITE_STATUSES);
const time = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

describe("the way of an invite", () => {
  it("is the same read forwards and backwards", () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(inviteStatusesBefore(to).includes(from)).toBe(inviteMayBecome(from, to));
      }),
    );
  });

  it("gives access only from sent, and is used only after that", () => {
    expect(inviteStatusesBefore("registered")).toEqual(["sent"]);
    expect(inviteStatusesBefore("used")).toEqual(["registered"]);
  });

  it("ends at used and revoked, and an expired one only by being sent again", () => {
    for (const end of ["used", "revoked"] as const)
      expect(INVITE_STATUSES.filter((to) => inviteMayBecome(end, to))).toEqual([]);
    expect(INVITE_STATUSES.filter((to) => inviteMayBecome("expired", to))).toEqual(["sent"]);
  });

  it("expires at its moment, whenever the sweep comes", () => {
    fc.assert(
      fc.property(status, time, time, (was, expiresAt, now) => {
        const is = statusNow({ status: was, expiresAt }, now);
        expect(is).toBe(was === "sent" && expiresAt <= now ? "expired" : was);
      }),
    );
    const now = new Date();
    expect(inviteExpiry(now).getTime() - now.getTime()).toBe(INVITE_DAYS * 86_400_000);
  });
});

describe("the answer to a proof", () => {
  it("lets in, unless the seller decided against the person after the invite was sent", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("invited", "requested", "approved", "rejected", "revoked"),
        time,
        time,
        (was, decidedAt, sentAt) => {
          const answer = answerToProof({ status: was, decidedAt }, sentAt);
          if (was === "approved") expect(answer).toBe("keep");
          else if (was === "rejected" || was === "revoked")
            expect(answer).toBe(decidedAt < sentAt ? "approve" : "refuse");
          else expect(answer).toBe("approve");
        },
      ),
    );
    expect(answerToProof(null, new Date())).toBe("approve");
  });
});

describe("contacts typed one per line", () => {
  it("reads numbers with the seller's country and e-mails, and names what it cannot read", () => {
    const lines = parseInviteLines("(202) 555-0111\r\n\n  New.Buyer@Example.com \n12345\n0041 79 555", "US");
    expect(lines).toEqual([
      { raw: "(202) 555-0111", contacts: [{ kind: "phone", value: "+12025550111" }] },
      { raw: "New.Buyer@Example.com", contacts: [{ kind: "email", value: "new.buyer@example.com" }] },
      { raw: "12345", problem: "phone" },
      { raw: "0041 79 555", problem: "phone" },
    ]);
  });

  it("counts a contact once however it is spelled", () => {
    expect(
      parseInviteLines("+1 202 555 0111, 202-555-0111; 2025550111\na@example.com\nA@EXAMPLE.COM", "US"),
    ).toHaveLength(2);
  });

  it("loses no line and makes none up", () => {
    const line = fc.string({ maxLength: 20 }).filter((text) => !/[\r\n,;]/.test(text) && text.trim() !== "");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (typed) => {
        const raws = parseInviteLines(typed.join("\n"), "US").map(({ raw }) => raw);
        expect(raws.every((raw) => typed.some((text) => text.trim() === raw))).toBe(true);
        expect(new Set(raws).size).toBe(raws.length);
      }),
    );
  });
});
