import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MEMBER_ROLES } from "@/lib/access/permissions";
import { CUSTOMER_STATUSES } from "@/lib/customers/rules";
import {
  betterPlace,
  countingPlace,
  countingStanding,
  isClosed,
  mergeState,
  type Place,
  placeAfterwards,
  type Standing,
} from "./rules";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const row = (status: string, more: Partial<Standing> = {}): Standing => ({
  status,
  decidedAt: null,
  grantedHow: null,
  grantedAt: null,
  requestedAt: null,
  listedAt: null,
  answeredAt: null,
  invitedAt: null,
  createdAt: day(1),
  ...more,
});

describe("which standing counts", () => {
  it.each([
    ["approved before requested", row("requested"), row("approved"), "other"],
    ["approved before invited", row("approved"), row("invited"), "own"],
    ["the own of two alike", row("invited"), row("requested"), "own"],
    ["open before closed", row("revoked", { decidedAt: day(2) }), row("approved", { grantedAt: day(3) }), "other"],
    [
      "a later no before an older yes",
      row("revoked", { decidedAt: day(4) }),
      row("approved", { grantedAt: day(3) }),
      "own",
    ],
    [
      "a request after the no",
      row("requested", { requestedAt: day(5) }),
      row("rejected", { decidedAt: day(4) }),
      "own",
    ],
    ["an invite after the no", row("revoked", { decidedAt: day(4) }), row("invited", { invitedAt: day(5) }), "other"],
    [
      "a no before a list that is older, whenever somebody came by it",
      row("revoked", { decidedAt: day(4) }),
      row("approved", { grantedHow: "client_list", listedAt: day(3), grantedAt: day(9) }),
      "own",
    ],
    [
      "a no before an invite that is older, whenever it was answered",
      row("approved", { grantedHow: "invite", answeredAt: day(3), grantedAt: day(9) }),
      row("rejected", { decidedAt: day(4) }),
      "other",
    ],
    [
      "being listed after the no",
      row("revoked", { decidedAt: day(4) }),
      row("approved", { grantedHow: "client_list", listedAt: day(5), grantedAt: day(9) }),
      "other",
    ],
    [
      "an access that no entry gave before one that ends with its entry",
      row("approved", { grantedHow: "client_list" }),
      row("approved", { grantedHow: "manual" }),
      "other",
    ],
    [
      "the own of two that entries gave",
      row("approved", { grantedHow: "client_list" }),
      row("approved", { grantedHow: "client_list" }),
      "own",
    ],
    ["a no of which nobody knows when", row("revoked"), row("requested"), "other"],
  ] as const)("%s", (_, own, other, expected) => {
    expect(countingStanding(own, other)).toBe(expected);
  });

  const time = fc.option(fc.date({ min: day(1), max: day(300), noInvalidDate: true }));
  const any = fc.record({
    status: fc.constantFrom(...CUSTOMER_STATUSES),
    decidedAt: time,
    grantedHow: fc.constantFrom("manual", "client_list", "invite"),
    grantedAt: time,
    requestedAt: time,
    listedAt: time,
    answeredAt: time,
    invitedAt: time,
    createdAt: fc.date({ min: day(1), max: day(300), noInvalidDate: true }),
  });

  it("never lets in whom a seller turned away after it had let in the other, and never forgets an access otherwise", () => {
    fc.assert(
      fc.property(any, any, (own, other) => {
        const chosen = countingStanding(own, other) === "own" ? own : other;
        const [closed] = [own, other].filter(isClosed);
        const approved = [own, other].find(({ status }) => status === "approved");
        if (!approved) return;
        const said = { client_list: approved.listedAt, invite: approved.answeredAt, manual: null }[approved.grantedHow];
        const later = closed?.decidedAt && closed.decidedAt > (said ?? approved.grantedAt ?? approved.createdAt);
        expect(chosen.status === "approved").toBe(!later);
      }),
    );
  });
});

const place = fc.record({ role: fc.constantFrom(...MEMBER_ROLES), status: fc.constantFrom("active", "deactivated") });
const isAdmin = ({ role, status }: Place) => role === "admin" && status === "active";

describe("places", () => {
  it("an active admin is never lost by a merge, nor by undoing it", () => {
    fc.assert(
      fc.property(place, place, (own: Place, other: Place) => {
        const written = betterPlace<Place>(own, other, MEMBER_ROLES);
        expect(isAdmin(written)).toBe(isAdmin(own) || isAdmin(other));
        const [kept, lost] = [own, other].map((before) => placeAfterwards(before, written, written, MEMBER_ROLES));
        expect([kept, lost]).toEqual([own, other]);
      }),
    );
  });

  it("a membership that ended after the invite to the other one was sent counts, whichever is whose; without an invite the active one does", () => {
    const closed = { role: "support", status: "deactivated", updatedAt: day(5), askedAt: day(1) };
    const open = { role: "admin", status: "active", updatedAt: day(9), askedAt: day(4) };
    for (const [asked, expected] of [
      [day(4), closed],
      [day(6), open],
      [null, open],
    ] as const) {
      const other = { ...open, askedAt: asked };
      const counts = expected === open ? other : closed;
      expect(countingPlace(other, closed, MEMBER_ROLES)).toBe(counts);
      expect(countingPlace(closed, other, MEMBER_ROLES)).toBe(counts);
    }
  });

  it("a role of somebody deactivated does not come with the other's activity", () => {
    const was = { role: "admin", status: "deactivated" };
    expect(betterPlace<Place>(was, { role: "support", status: "active" }, MEMBER_ROLES)).toMatchObject({
      role: "support",
    });
  });

  it("undone, nobody gets back more than a seller left them meanwhile", () => {
    fc.assert(
      fc.property(place, place, fc.option(place), (before: Place, written: Place, present: Place | null) => {
        const after = placeAfterwards(before, written, present, MEMBER_ROLES);
        const same = present?.role === written.role && present.status === written.status;
        if (same) {
          expect(after).toEqual(before);
          return;
        }
        if (present?.status !== "active") expect(after.status).not.toBe("active");
        const size = (role: string) => (MEMBER_ROLES as readonly string[]).indexOf(role);
        if (present) expect(size(after.role)).toBeGreaterThanOrEqual(size(present.role));
      }),
    );
  });
});

it("a merge can be undone for thirty days", () => {
  const createdAt = day(1);
  expect(mergeState({ createdAt, undoneAt: null }, day(30))).toBe("merged");
  expect(mergeState({ createdAt, undoneAt: null }, day(31))).toBe("final");
  expect(mergeState({ createdAt, undoneAt: day(2) }, day(40))).toBe("undone");
});
